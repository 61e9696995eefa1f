package io.yarnflink.taskmanager.chain;

/** An operator's state cannot be written: the task goes on, its checkpoint does not. */
public final class SnapshotException extends RuntimeException {
    public SnapshotException(String operatorName, Throwable cause) {
        super("The state of operator '" + operatorName + "' cannot be written: " + cause, cause);
    }
}
