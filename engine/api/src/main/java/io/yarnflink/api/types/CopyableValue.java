package io.yarnflink.api.types;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** A value that copies itself into another one, or its bytes from one place to another. */
public interface CopyableValue<T> extends Value {
    /** How many bytes each value takes; -1 when they differ. */
    int getBinaryLength();

    void copyTo(T target);

    T copy();

    /** Copies the bytes of one value. */
    void copy(DataInputView source, DataOutputView target) throws IOException;
}
