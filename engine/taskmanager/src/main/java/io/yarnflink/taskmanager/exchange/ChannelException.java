package io.yarnflink.taskmanager.exchange;

/** A channel broke: the message says to or from whom. */
public final class ChannelException extends RuntimeException {
    public ChannelException(String message) {
        super(message);
    }

    public ChannelException(String message, Throwable cause) {
        super(message, cause);
    }
}
