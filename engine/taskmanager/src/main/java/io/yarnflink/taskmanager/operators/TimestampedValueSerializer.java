package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import io.yarnflink.api.windowing.evictors.TimestampedValue;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the timestamp, if there is one, and the value. */
public final class TimestampedValueSerializer<T> extends TypeSerializer<TimestampedValue<T>> {
    private final TypeSerializer<T> value;

    public TimestampedValueSerializer(TypeSerializer<T> value) {
        this.value = NullableSerializer.of(value);
    }

    @Override
    public boolean isImmutableType() {
        return value.isImmutableType();
    }

    @Override
    public TypeSerializer<TimestampedValue<T>> duplicate() {
        return new TimestampedValueSerializer<>(value.duplicate());
    }

    @Override
    public TimestampedValue<T> createInstance() {
        return new TimestampedValue<>(value.createInstance());
    }

    @Override
    public TimestampedValue<T> copy(TimestampedValue<T> from) {
        T copy = value.copy(from.getValue());
        return from.hasTimestamp() ? new TimestampedValue<>(copy, from.getTimestamp()) : new TimestampedValue<>(copy);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(TimestampedValue<T> record, DataOutputView target) throws IOException {
        target.writeBoolean(record.hasTimestamp());
        if (record.hasTimestamp()) {
            target.writeLong(record.getTimestamp());
        }
        value.serialize(record.getValue(), target);
    }

    @Override
    public TimestampedValue<T> deserialize(DataInputView source) throws IOException {
        if (source.readBoolean()) {
            long timestamp = source.readLong();
            return new TimestampedValue<>(value.deserialize(source), timestamp);
        }
        return new TimestampedValue<>(value.deserialize(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<TimestampedValue<T>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The value's snapshot. */
    public static final class Snapshot<V>
            extends CompositeTypeSerializerSnapshot<TimestampedValue<V>, TimestampedValueSerializer<V>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(TimestampedValueSerializer<V> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(TimestampedValueSerializer<V> serializer) {
            return new TypeSerializer<?>[] {serializer.value};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializer comes back from where it was taken.
        protected TimestampedValueSerializer<V> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new TimestampedValueSerializer<>((TypeSerializer<V>) nested[0]);
        }

        @Override
        protected String nestedName(int index) {
            return "a value with a timestamp";
        }

        @Override
        public String toString() {
            return getNestedSerializerSnapshots()[0] + " with a timestamp";
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimestampedValueSerializer<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + 3;
    }
}
