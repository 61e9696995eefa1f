package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.time.Instant;

/** Instants as seconds and nanoseconds. */
public final class InstantSerializer extends ImmutableSerializer<Instant> {
    public static final InstantSerializer INSTANCE = new InstantSerializer();

    private InstantSerializer() {}

    @Override
    public Instant createInstance() {
        return Instant.EPOCH;
    }

    @Override
    public int getLength() {
        return Long.BYTES + Integer.BYTES;
    }

    @Override
    public void serialize(Instant value, DataOutputView target) throws IOException {
        target.writeLong(value.getEpochSecond());
        target.writeInt(value.getNano());
    }

    @Override
    public Instant deserialize(DataInputView source) throws IOException {
        return Instant.ofEpochSecond(source.readLong(), source.readInt());
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
