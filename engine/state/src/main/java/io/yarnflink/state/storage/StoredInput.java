package io.yarnflink.state.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;

/** A file being read, in any order; one thread. */
public interface StoredInput extends Closeable {
    /** Fills that part of {@code bytes}; {@link EOFException} when the file is shorter. */
    void readFully(long position, byte[] bytes, int offset, int length) throws IOException;

    long length() throws IOException;
}
