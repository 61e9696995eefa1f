package io.yarnflink.api.memory;

import java.io.DataInput;
import java.io.IOException;

/** A byte source for serializers; multi-byte values are big-endian. */
public interface DataInputView extends DataInput {
    /** Skips exactly {@code numBytes} or throws an EOFException. */
    void skipBytesToRead(int numBytes) throws IOException;

    /** Reads up to {@code len} bytes; -1 at the end. */
    int read(byte[] b, int off, int len) throws IOException;

    int read(byte[] b) throws IOException;
}
