package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.time.Clock;
import java.io.PrintStream;

/** What all tasks of a process share. */
public record ProcessEnvironment(Clock clock, String host, PrintStream standardOutput, PrintStream standardError) {}
