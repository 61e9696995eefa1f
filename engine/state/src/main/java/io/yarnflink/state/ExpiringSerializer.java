package io.yarnflink.state;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.NullableSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the time and the value, which may be null. */
final class ExpiringSerializer<V> extends TypeSerializer<Expiring<V>> {
    private final TypeSerializer<V> value;

    ExpiringSerializer(TypeSerializer<V> value) {
        this.value = NullableSerializer.of(value);
    }

    @Override
    public boolean isImmutableType() {
        return value.isImmutableType();
    }

    @Override
    public TypeSerializer<Expiring<V>> duplicate() {
        return new ExpiringSerializer<>(value.duplicate());
    }

    @Override
    public Expiring<V> createInstance() {
        return new Expiring<>(null, 0);
    }

    @Override
    @SuppressWarnings("NullAway") // The serializer inside takes null.
    public Expiring<V> copy(Expiring<V> from) {
        return new Expiring<>(value.copy(from.value()), from.touchedAt());
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    @SuppressWarnings("NullAway") // The serializer inside takes null.
    public void serialize(Expiring<V> expiring, DataOutputView target) throws IOException {
        target.writeLong(expiring.touchedAt());
        value.serialize(expiring.value(), target);
    }

    @Override
    public Expiring<V> deserialize(DataInputView source) throws IOException {
        long touchedAt = source.readLong();
        return new Expiring<>(value.deserialize(source), touchedAt);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        target.writeLong(source.readLong());
        value.copy(source, target);
    }

    @Override
    public TypeSerializerSnapshot<Expiring<V>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The value's snapshot. */
    public static final class Snapshot<V> extends CompositeTypeSerializerSnapshot<Expiring<V>, ExpiringSerializer<V>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(ExpiringSerializer<V> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(ExpiringSerializer<V> serializer) {
            return new TypeSerializer<?>[] {serializer.value};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializer comes back from where it was taken.
        protected ExpiringSerializer<V> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new ExpiringSerializer<>((TypeSerializer<V>) nested[0]);
        }

        @Override
        protected String nestedName(int index) {
            return "a value with a time to live";
        }

        @Override
        public String toString() {
            return getNestedSerializerSnapshots()[0] + " with a time to live";
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExpiringSerializer<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return 31 * value.hashCode() + 7;
    }
}
