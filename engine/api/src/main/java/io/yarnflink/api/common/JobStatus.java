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

    /** Whether the job has ended for whoever runs it; here that is the same as for everybody. */
    public boolean isTerminalState() {
        return terminal;
    }

    /** A terminal state is never left. */
    public boolean isGloballyTerminalState() {
        return terminal;
    }
}
