package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.SqlDateSerializer;
import io.yarnflink.api.typeutils.serializers.SqlTimeSerializer;
import io.yarnflink.api.typeutils.serializers.SqlTimestampSerializer;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import org.jspecify.annotations.Nullable;

/** Dates and times of {@code java.sql}, which are mutable. */
@SuppressWarnings("JavaUtilDate") // The types are the user's choice.
public class SqlTimeTypeInfo<T> extends TypeInformation<T> {
    public static final SqlTimeTypeInfo<Date> DATE = new SqlTimeTypeInfo<>(Date.class, SqlDateSerializer.INSTANCE);
    public static final SqlTimeTypeInfo<Time> TIME = new SqlTimeTypeInfo<>(Time.class, SqlTimeSerializer.INSTANCE);
    public static final SqlTimeTypeInfo<Timestamp> TIMESTAMP =
            new SqlTimeTypeInfo<>(Timestamp.class, SqlTimestampSerializer.INSTANCE);

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    protected SqlTimeTypeInfo(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    /** The information of {@code type}; null when it is another type. */
    @SuppressWarnings("unchecked")
    public static <X> @Nullable SqlTimeTypeInfo<X> getInfoFor(Class<X> type) {
        if (type == Date.class) {
            return (SqlTimeTypeInfo<X>) DATE;
        }
        if (type == Time.class) {
            return (SqlTimeTypeInfo<X>) TIME;
        }
        return type == Timestamp.class ? (SqlTimeTypeInfo<X>) TIMESTAMP : null;
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isKeyType() {
        return true;
    }

    @Override
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        return serializer;
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof SqlTimeTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlTimeTypeInfo<?> that && that.canEqual(this) && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return type.getName();
    }
}
