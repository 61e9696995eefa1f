package io.yarnflink.state.storage;

import java.io.IOException;
import java.io.OutputStream;

/** A file being written: after {@link #close} its bytes survive the loss of every process; one thread. */
public abstract class StoredOutput extends OutputStream {
    /** Gives the file up instead of closing it: it is deleted, or left behind when that fails. */
    public abstract void abort() throws IOException;
}
