package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Old dates, which are mutable, as their milliseconds. */
@SuppressWarnings("JavaUtilDate") // The type is the user's choice.
public final class DateSerializer extends TypeSerializer<Date> {
    public static final DateSerializer INSTANCE = new DateSerializer();

    private DateSerializer() {}

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<Date> duplicate() {
        return this;
    }

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

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.write(source, Long.BYTES);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DateSerializer;
    }

    @Override
    public int hashCode() {
        return DateSerializer.class.getName().hashCode();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
