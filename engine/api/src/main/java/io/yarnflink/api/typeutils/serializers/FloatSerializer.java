package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Floats in four bytes, bit by bit. */
public final class FloatSerializer extends ImmutableSerializer<Float> {
    public static final FloatSerializer INSTANCE = new FloatSerializer();

    private FloatSerializer() {}

    @Override
    public Float createInstance() {
        return 0f;
    }

    @Override
    public int getLength() {
        return Float.BYTES;
    }

    @Override
    public void serialize(Float value, DataOutputView target) throws IOException {
        target.writeFloat(value);
    }

    @Override
    public Float deserialize(DataInputView source) throws IOException {
        return source.readFloat();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
