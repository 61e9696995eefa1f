package io.yarnflink.jobmanager.checkpoints;

/** No savepoint can be taken now, and perhaps a little later. */
public final class NotNowException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotNowException(String cause) {
        super("No savepoint can be taken now: " + cause);
    }
}
