package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.sql.Date;

/** Dates of databases as their milliseconds. */
@SuppressWarnings("JavaUtilDate") // The type is the user's choice.
public final class SqlDateSerializer extends MutableTimeSerializer<Date> {
    public static final SqlDateSerializer INSTANCE = new SqlDateSerializer();

    private SqlDateSerializer() {}

    @Override
    public Date createInstance() {
        return new Date(0);
    }

    @Override
    public Date copy(Date from) {
        return new Date(from.getTime());
    }

    @Override
    public int getLength() {
        return Long.BYTES;
    }

    @Override
    public void serialize(Date value, DataOutputView target) throws IOException {
        target.writeLong(value.getTime());
    }

    @Override
    public Date deserialize(DataInputView source) throws IOException {
        return new Date(source.readLong());
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
