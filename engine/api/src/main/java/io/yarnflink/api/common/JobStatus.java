package io.yarnflink.api.common;

/** The states of a job as users see them. */
public enum JobStatus {
    INITIALIZING(false),
    CREATED(false),
    RUNNING(false),
    FAILING(false),
    FAILED(true),
    CANCELLING(false),
    CANCELED(true),
    FINISHED(true),
    RESTARTING(false);

    private final boolean terminal;

    JobStatus(boolean terminal) {
        this.terminal = terminal;
    }

    /** A terminal state is never left. */
    public boolean isGloballyTerminalState() {
        return terminal;
    }
}
