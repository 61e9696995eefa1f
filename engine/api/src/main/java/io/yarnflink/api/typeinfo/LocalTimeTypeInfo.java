package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.serializers.LocalDateSerializer;
import io.yarnflink.api.typeutils.serializers.LocalDateTimeSerializer;
import io.yarnflink.api.typeutils.serializers.LocalTimeSerializer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.Temporal;
import org.jspecify.annotations.Nullable;

/** Dates and times without a time zone. */
public class LocalTimeTypeInfo<T extends Temporal> extends TypeInformation<T> {
    public static final LocalTimeTypeInfo<LocalDate> LOCAL_DATE =
            new LocalTimeTypeInfo<>(LocalDate.class, LocalDateSerializer.INSTANCE);
    public static final LocalTimeTypeInfo<LocalTime> LOCAL_TIME =
            new LocalTimeTypeInfo<>(LocalTime.class, LocalTimeSerializer.INSTANCE);
    public static final LocalTimeTypeInfo<LocalDateTime> LOCAL_DATE_TIME =
            new LocalTimeTypeInfo<>(LocalDateTime.class, LocalDateTimeSerializer.INSTANCE);

    private final Class<T> type;
    private final TypeSerializer<T> serializer;

    protected LocalTimeTypeInfo(Class<T> type, TypeSerializer<T> serializer) {
        this.type = type;
        this.serializer = serializer;
    }

    /** The information of {@code type}; null when it is another type. */
    public static @Nullable LocalTimeTypeInfo<?> getInfoFor(Class<?> type) {
        if (type == LocalDate.class) {
            return LOCAL_DATE;
        }
        if (type == LocalTime.class) {
            return LOCAL_TIME;
        }
        return type == LocalDateTime.class ? LOCAL_DATE_TIME : null;
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
        return other instanceof LocalTimeTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LocalTimeTypeInfo<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
