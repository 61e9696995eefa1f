package io.yarnflink.api.memory;

import java.io.DataOutput;
import java.io.IOException;

/** A byte sink for serializers; multi-byte values are big-endian. */
public interface DataOutputView extends DataOutput {
    /** Leaves room for {@code numBytes} that are written later. */
    void skipBytesToWrite(int numBytes) throws IOException;

    void write(DataInputView source, int numBytes) throws IOException;
}
