package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.sql.Time;

/** Times of day of databases as their milliseconds. */
@SuppressWarnings("JavaUtilDate") // The type is the user's choice.
public final class SqlTimeSerializer extends MutableTimeSerializer<Time> {
    public static final SqlTimeSerializer INSTANCE = new SqlTimeSerializer();

    private SqlTimeSerializer() {}

    @Override
    public Time createInstance() {
        return new Time(0);
    }

    @Override
    public Time copy(Time from) {
        return new Time(from.getTime());
    }

    @Override
    public int getLength() {
        return Long.BYTES;
    }

    @Override
    public void serialize(Time value, DataOutputView target) throws IOException {
        target.writeLong(value.getTime());
    }

    @Override
    public Time deserialize(DataInputView source) throws IOException {
        return new Time(source.readLong());
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
