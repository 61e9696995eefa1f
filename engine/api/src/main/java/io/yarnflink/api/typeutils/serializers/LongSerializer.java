package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Longs in eight bytes. */
public final class LongSerializer extends ImmutableSerializer<Long> {
    public static final LongSerializer INSTANCE = new LongSerializer();

    private LongSerializer() {}

    @Override
    public Long createInstance() {
        return 0L;
    }

    @Override
    public int getLength() {
        return Long.BYTES;
    }

    @Override
    public void serialize(Long value, DataOutputView target) throws IOException {
        target.writeLong(value);
    }

    @Override
    public Long deserialize(DataInputView source) throws IOException {
        return source.readLong();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
