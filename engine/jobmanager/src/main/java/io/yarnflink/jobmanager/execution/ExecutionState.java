package io.yarnflink.jobmanager.execution;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of one attempt of one subtask, as the JobMaster knows it. */
public enum ExecutionState {
    /** Waits for its slot. */
    CREATED,
    /** Was sent to its TaskManager, which has not reported it yet. */
    DEPLOYING,
    /** Its operators open. */
    INITIALIZING,
    RUNNING,
    /** It has done its work, and waits for the checkpoint that says so. */
    ENDED,
    /** Its TaskManager is asked to end it. */
    CANCELING,
    FINISHED,
    CANCELED,
    FAILED;

    // A TaskManager may report an end from any live state: messages of the states between may come late or never.
    private static final Map<ExecutionState, Set<ExecutionState>> NEXT = new EnumMap<>(Map.of(
            CREATED, EnumSet.of(DEPLOYING, CANCELED),
            DEPLOYING, EnumSet.of(INITIALIZING, RUNNING, ENDED, CANCELING, FINISHED, CANCELED, FAILED),
            INITIALIZING, EnumSet.of(RUNNING, ENDED, CANCELING, FINISHED, CANCELED, FAILED),
            RUNNING, EnumSet.of(ENDED, CANCELING, FINISHED, CANCELED, FAILED),
            ENDED, EnumSet.of(CANCELING, FINISHED, CANCELED, FAILED),
            CANCELING, EnumSet.of(FINISHED, CANCELED, FAILED),
            FINISHED, EnumSet.noneOf(ExecutionState.class),
            CANCELED, EnumSet.noneOf(ExecutionState.class),
            FAILED, EnumSet.noneOf(ExecutionState.class)));

    /** Whether it takes part in checkpoints. */
    public boolean isAtWork() {
        return this == RUNNING || this == ENDED;
    }

    public boolean isTerminal() {
        return next().isEmpty();
    }

    public boolean mayBecome(ExecutionState next) {
        return next().contains(next);
    }

    private Set<ExecutionState> next() {
        return NEXT.getOrDefault(this, Set.of());
    }
}
