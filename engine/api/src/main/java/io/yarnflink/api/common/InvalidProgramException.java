package io.yarnflink.api.common;

/** A program cannot run as it is built; the message names the operator and the remedy. */
public class InvalidProgramException extends RuntimeException {
    public InvalidProgramException() {}

    public InvalidProgramException(String message) {
        super(message);
    }

    public InvalidProgramException(String message, Throwable cause) {
        super(message, cause);
    }
}
