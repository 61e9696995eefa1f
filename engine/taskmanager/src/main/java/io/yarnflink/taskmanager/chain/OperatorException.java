package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.TaskCanceledException;

/** User code or a connector failed; says in which operator. The cause is what was thrown. */
public final class OperatorException extends RuntimeException {
    private final String operatorName;
    private final FailureKind kind;

    private OperatorException(String operatorName, FailureKind kind, Throwable cause) {
        super("Operator '" + operatorName + "' failed: " + cause, cause);
        this.operatorName = operatorName;
        this.kind = kind;
    }

    /**
     * What to throw for {@code thrown}. Code that emits calls the operators after it, so what it throws may be their
     * failure, the task's cancellation or a broken channel, wrapped or not: those stay what they are.
     */
    public static RuntimeException of(String operatorName, FailureKind kind, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OperatorException || cause instanceof TaskCanceledException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof ChannelException lost) {
                return lost;
            }
        }
        return new OperatorException(operatorName, kind, thrown);
    }

    public String operatorName() {
        return operatorName;
    }

    public FailureKind kind() {
        return kind;
    }
}
