package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.time.LocalTime;

/** Times as the nanosecond of the day. */
public final class LocalTimeSerializer extends ImmutableSerializer<LocalTime> {
    public static final LocalTimeSerializer INSTANCE = new LocalTimeSerializer();

    private LocalTimeSerializer() {}

    @Override
    public LocalTime createInstance() {
        return LocalTime.MIDNIGHT;
    }

    @Override
    public int getLength() {
        return Long.BYTES;
    }

    @Override
    public void serialize(LocalTime value, DataOutputView target) throws IOException {
        target.writeLong(value.toNanoOfDay());
    }

    @Override
    public LocalTime deserialize(DataInputView source) throws IOException {
        return LocalTime.ofNanoOfDay(source.readLong());
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
