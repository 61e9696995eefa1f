package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Ints in four bytes. */
public final class IntSerializer extends ImmutableSerializer<Integer> {
    public static final IntSerializer INSTANCE = new IntSerializer();

    private IntSerializer() {}

    @Override
    public Integer createInstance() {
        return 0;
    }

    @Override
    public int getLength() {
        return Integer.BYTES;
    }

    @Override
    public void serialize(Integer value, DataOutputView target) throws IOException {
        target.writeInt(value);
    }

    @Override
    public Integer deserialize(DataInputView source) throws IOException {
        return source.readInt();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
