package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Bytes as they are. */
public final class ByteSerializer extends ImmutableSerializer<Byte> {
    public static final ByteSerializer INSTANCE = new ByteSerializer();

    private ByteSerializer() {}

    @Override
    public Byte createInstance() {
        return (byte) 0;
    }

    @Override
    public int getLength() {
        return 1;
    }

    @Override
    public void serialize(Byte value, DataOutputView target) throws IOException {
        target.writeByte(value);
    }

    @Override
    public Byte deserialize(DataInputView source) throws IOException {
        return source.readByte();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
