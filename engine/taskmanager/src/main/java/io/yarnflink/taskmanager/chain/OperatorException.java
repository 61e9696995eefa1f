package io.yarnflink.taskmanager.chain;

/**
 * User code or a connector failed; says in which operator. The cause is what was thrown. Made where that code is called, and
 * nowhere else: what fails outside of it stays what it is, also on its way through code that emits.
 */
public final class OperatorException extends RuntimeException {
    private final String operatorName;
    private final FailureKind kind;

    public OperatorException(String operatorName, FailureKind kind, Throwable cause) {
        super("Operator '" + operatorName + "' failed: " + cause, cause);
        this.operatorName = operatorName;
        this.kind = kind;
    }

    public String operatorName() {
        return operatorName;
    }

    public FailureKind kind() {
        return kind;
    }
}
