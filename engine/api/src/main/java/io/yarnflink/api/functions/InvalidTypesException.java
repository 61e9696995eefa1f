package io.yarnflink.api.functions;

import io.yarnflink.api.common.InvalidProgramException;

/** A type cannot be determined or is not what was declared; the message says which and how to give it. */
public class InvalidTypesException extends InvalidProgramException {
    public InvalidTypesException() {
        this("A type cannot be determined");
    }

    public InvalidTypesException(String message) {
        super(message);
    }

    public InvalidTypesException(String message, Throwable cause) {
        super(message, cause);
    }
}
