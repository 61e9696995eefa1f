package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Shorts in two bytes. */
public final class ShortSerializer extends ImmutableSerializer<Short> {
    public static final ShortSerializer INSTANCE = new ShortSerializer();

    private ShortSerializer() {}

    @Override
    public Short createInstance() {
        return (short) 0;
    }

    @Override
    public int getLength() {
        return Short.BYTES;
    }

    @Override
    public void serialize(Short value, DataOutputView target) throws IOException {
        target.writeShort(value);
    }

    @Override
    public Short deserialize(DataInputView source) throws IOException {
        return source.readShort();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
