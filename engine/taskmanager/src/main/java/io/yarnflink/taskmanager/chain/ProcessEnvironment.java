package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.time.Clock;
import io.yarnflink.state.StateBackends;
import java.io.PrintStream;

/** What all tasks of a process share. */
public record ProcessEnvironment(
        Clock clock, String host, PrintStream standardOutput, PrintStream standardError, StateBackends backends) {

    /** Where keyed state can be kept on the heap alone. */
    public ProcessEnvironment(Clock clock, String host, PrintStream standardOutput, PrintStream standardError) {
        this(clock, host, standardOutput, standardError, StateBackends.HEAP);
    }
}
