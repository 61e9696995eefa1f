package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Adds null to a serializer that does not know it: a byte before each value says whether there is one. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class NullableSerializer<T> extends TypeSerializer<T> implements NullSafe {
    private final TypeSerializer<T> present;

    private NullableSerializer(TypeSerializer<T> present) {
        this.present = present;
    }

    /** {@code serializer} itself when it knows null. */
    public static <T> TypeSerializer<T> of(TypeSerializer<T> serializer) {
        return serializer instanceof NullSafe ? serializer : new NullableSerializer<>(serializer);
    }

    @Override
    public boolean isImmutableType() {
        return present.isImmutableType();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public TypeSerializer<T> duplicate() {
        TypeSerializer<T> duplicate = present.duplicate();
        return duplicate == present ? this : new NullableSerializer<>(duplicate);
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public T copy(@Nullable T from) {
        return from == null ? null : present.copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        target.writeBoolean(value != null);
        if (value != null) {
            present.serialize(value, target);
        }
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return source.readBoolean() ? present.deserialize(source) : null;
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        boolean isPresent = source.readBoolean();
        target.writeBoolean(isPresent);
        if (isPresent) {
            present.copy(source, target);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NullableSerializer<?> that && present.equals(that.present);
    }

    @Override
    public int hashCode() {
        return 31 * present.hashCode() + 1;
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The snapshot of what is present; values that were stored when null was not known are read too. */
    public static final class Snapshot<T> extends CompositeTypeSerializerSnapshot<T, NullableSerializer<T>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(NullableSerializer<T> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(NullableSerializer<T> serializer) {
            return new TypeSerializer<?>[] {serializer.present};
        }

        @Override
        @SuppressWarnings("unchecked") // The serializer comes back from where it was taken.
        protected NullableSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new NullableSerializer<>((TypeSerializer<T>) nested[0]);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
                TypeSerializerSnapshot<T> oldSerializerSnapshot) {
            TypeSerializerSnapshot<?> present = getNestedSerializerSnapshots()[0];
            if (oldSerializerSnapshot instanceof Snapshot<T> old) {
                return sameNulls(NestedCompatibility.resolve(present, old.getNestedSerializerSnapshots()[0]));
            }
            TypeSerializerSchemaCompatibility<?> verdict = NestedCompatibility.resolve(present, oldSerializerSnapshot);
            return verdict.isIncompatible()
                    ? NestedCompatibility.otherType(oldSerializerSnapshot, this)
                    : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }

        /** The verdict on what is present is that on the whole, without a word about nulls in its reason. */
        @SuppressWarnings("unchecked") // Only a reconfigured serializer has a type at run time.
        private TypeSerializerSchemaCompatibility<T> sameNulls(TypeSerializerSchemaCompatibility<?> verdict) {
            return verdict.isCompatibleWithReconfiguredSerializer()
                    ? TypeSerializerSchemaCompatibility.compatibleWithReconfiguredSerializer(
                            createOuterSerializerWithNestedSerializers(
                                    new TypeSerializer<?>[] {verdict.getReconfiguredSerializer()}))
                    : (TypeSerializerSchemaCompatibility<T>) verdict;
        }

        @Override
        public String toString() {
            return "nullable " + getNestedSerializerSnapshots()[0];
        }
    }
}
