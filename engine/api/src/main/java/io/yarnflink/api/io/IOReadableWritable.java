package io.yarnflink.api.io;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Something that writes itself and reads itself back. */
public interface IOReadableWritable {
    void write(DataOutputView out) throws IOException;

    void read(DataInputView in) throws IOException;
}
