package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.sql.Timestamp;

/** Timestamps of databases as their milliseconds and the nanoseconds within their second. */
@SuppressWarnings("JavaUtilDate") // The type is the user's choice.
public final class SqlTimestampSerializer extends MutableTimeSerializer<Timestamp> {
    public static final SqlTimestampSerializer INSTANCE = new SqlTimestampSerializer();

    private SqlTimestampSerializer() {}

    @Override
    public Timestamp createInstance() {
        return new Timestamp(0);
    }

    @Override
    public Timestamp copy(Timestamp from) {
        return timestamp(from.getTime(), from.getNanos());
    }

    @Override
    public int getLength() {
        return Long.BYTES + Integer.BYTES;
    }

    @Override
    public void serialize(Timestamp value, DataOutputView target) throws IOException {
        target.writeLong(value.getTime());
        target.writeInt(value.getNanos());
    }

    @Override
    public Timestamp deserialize(DataInputView source) throws IOException {
        long time = source.readLong();
        return timestamp(time, source.readInt());
    }

    private static Timestamp timestamp(long time, int nanos) {
        var timestamp = new Timestamp(time);
        timestamp.setNanos(nanos);
        return timestamp;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
