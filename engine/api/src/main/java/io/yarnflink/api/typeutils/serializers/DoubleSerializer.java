package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Doubles in eight bytes, bit by bit. */
public final class DoubleSerializer extends ImmutableSerializer<Double> {
    public static final DoubleSerializer INSTANCE = new DoubleSerializer();

    private DoubleSerializer() {}

    @Override
    public Double createInstance() {
        return 0d;
    }

    @Override
    public int getLength() {
        return Double.BYTES;
    }

    @Override
    public void serialize(Double value, DataOutputView target) throws IOException {
        target.writeDouble(value);
    }

    @Override
    public Double deserialize(DataInputView source) throws IOException {
        return source.readDouble();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
