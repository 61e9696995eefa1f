package io.yarnflink.api.fs;

import java.io.IOException;
import java.io.OutputStream;

/** An output stream that knows its position and can make its bytes durable. */
public abstract class FSDataOutputStream extends OutputStream {
    public abstract long getPos() throws IOException;

    /** Returns once all bytes written so far survive the writer's death; fails where they cannot before it is closed. */
    public abstract void sync() throws IOException;
}
