package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Dates with times as the day since 1970 and the nanosecond of the day. */
public final class LocalDateTimeSerializer extends ImmutableSerializer<LocalDateTime> {
    public static final LocalDateTimeSerializer INSTANCE = new LocalDateTimeSerializer();

    private LocalDateTimeSerializer() {}

    @Override
    public LocalDateTime createInstance() {
        return LocalDateTime.of(LocalDate.EPOCH, LocalTime.MIDNIGHT);
    }

    @Override
    public int getLength() {
        return 2 * Long.BYTES;
    }

    @Override
    public void serialize(LocalDateTime value, DataOutputView target) throws IOException {
        target.writeLong(value.toLocalDate().toEpochDay());
        target.writeLong(value.toLocalTime().toNanoOfDay());
    }

    @Override
    public LocalDateTime deserialize(DataInputView source) throws IOException {
        return LocalDateTime.of(LocalDate.ofEpochDay(source.readLong()), LocalTime.ofNanoOfDay(source.readLong()));
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
