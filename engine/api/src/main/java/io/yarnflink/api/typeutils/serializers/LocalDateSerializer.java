package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.time.LocalDate;

/** Dates as the day since 1970. */
public final class LocalDateSerializer extends ImmutableSerializer<LocalDate> {
    public static final LocalDateSerializer INSTANCE = new LocalDateSerializer();

    private LocalDateSerializer() {}

    @Override
    public LocalDate createInstance() {
        return LocalDate.EPOCH;
    }

    @Override
    public int getLength() {
        return Long.BYTES;
    }

    @Override
    public void serialize(LocalDate value, DataOutputView target) throws IOException {
        target.writeLong(value.toEpochDay());
    }

    @Override
    public LocalDate deserialize(DataInputView source) throws IOException {
        return LocalDate.ofEpochDay(source.readLong());
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
