package io.yarnflink.api.serialization;

/** Something that must travel to the TaskManagers cannot; the message names the field that holds it back. */
public class NotSerializableFunctionException extends RuntimeException {
    public NotSerializableFunctionException(String message, Throwable cause) {
        super(message, cause);
    }
}
