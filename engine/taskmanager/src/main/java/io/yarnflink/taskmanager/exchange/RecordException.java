package io.yarnflink.taskmanager.exchange;

/** A record could not be written to a channel or read from one: its type's serializer or copy failed. */
public final class RecordException extends RuntimeException {
    public RecordException(String message) {
        super(message);
    }

    public RecordException(String message, Throwable cause) {
        super(message, cause);
    }
}
