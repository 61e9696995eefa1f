package io.yarnflink.api.types;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.MemorySegment;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The value that says nothing; there is one. */
public final class NullValue implements NormalizableKey<NullValue>, CopyableValue<NullValue> {
    private static final long serialVersionUID = 1L;
    private static final NullValue INSTANCE = new NullValue();

    public NullValue() {}

    public static NullValue getInstance() {
        return INSTANCE;
    }

    @Override
    public void read(DataInputView in) throws IOException {
        in.readBoolean();
    }

    /** A byte, so that something marks each value. */
    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeBoolean(false);
    }

    @Override
    public int getBinaryLength() {
        return 1;
    }

    @Override
    public void copyTo(NullValue target) {}

    @Override
    public NullValue copy() {
        return INSTANCE;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.write(source, 1);
    }

    @Override
    public int getMaxNormalizedKeyLen() {
        return 0;
    }

    @Override
    public void copyNormalizedKey(MemorySegment memory, int offset, int len) {
        memory.putHighBytes(offset, len, 0, 0);
    }

    @Override
    public int compareTo(NullValue other) {
        return 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NullValue;
    }

    @Override
    public int hashCode() {
        return 53;
    }

    @Override
    public String toString() {
        return "(null)";
    }
}
