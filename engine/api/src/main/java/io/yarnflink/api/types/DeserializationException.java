package io.yarnflink.api.types;

/** Bytes cannot be read as what they should be. */
public class DeserializationException extends RuntimeException {
    public DeserializationException() {}

    public DeserializationException(String message) {
        super(message);
    }

    public DeserializationException(Throwable cause) {
        super(cause);
    }

    public DeserializationException(String message, Throwable cause) {
        super(message, cause);
    }
}
