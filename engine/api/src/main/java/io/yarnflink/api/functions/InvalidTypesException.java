package io.yarnflink.api.functions;

/** A type cannot be determined or is not what was declared; the message says which and how to give it. */
public class InvalidTypesException extends RuntimeException {
    public InvalidTypesException(String message) {
        super(message);
    }

    public InvalidTypesException(String message, Throwable cause) {
        super(message, cause);
    }
}
