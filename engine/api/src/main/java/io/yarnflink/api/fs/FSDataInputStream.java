package io.yarnflink.api.fs;

import java.io.IOException;
import java.io.InputStream;

/** An input stream that can seek. */
public abstract class FSDataInputStream extends InputStream {
    public abstract void seek(long desired) throws IOException;

    public abstract long getPos() throws IOException;
}
