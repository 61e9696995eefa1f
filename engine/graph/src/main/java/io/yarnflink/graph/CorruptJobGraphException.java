package io.yarnflink.graph;

import java.io.IOException;

/** Bytes that should be a job graph are not; the message says where and why. */
public final class CorruptJobGraphException extends IOException {
    public CorruptJobGraphException(int offset, String reason) {
        super("not a job graph, at byte " + offset + ": " + reason);
    }

    public CorruptJobGraphException(int offset, String reason, Throwable cause) {
        super("not a job graph, at byte " + offset + ": " + reason, cause);
    }
}
