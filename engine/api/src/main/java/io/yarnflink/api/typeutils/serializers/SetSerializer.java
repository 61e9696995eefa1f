package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.util.LinkedHashSet;
import java.util.Set;

/** Sets as their size and their elements in iteration order; read and copied as linked hash sets. */
public final class SetSerializer<E> extends CollectionSerializer<E, Set<E>> {
    public SetSerializer(TypeSerializer<E> element) {
        super(element);
    }

    @Override
    Set<E> newCollection(int capacity) {
        return new LinkedHashSet<>(capacity);
    }

    @Override
    TypeSerializer<Set<E>> with(TypeSerializer<E> duplicatedElement) {
        return new SetSerializer<>(duplicatedElement);
    }

    @Override
    public TypeSerializerSnapshot<Set<E>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The element's snapshot. */
    public static final class Snapshot<E> extends CompositeTypeSerializerSnapshot<Set<E>, SetSerializer<E>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(SetSerializer<E> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(SetSerializer<E> serializer) {
            return new TypeSerializer<?>[] {serializer.getElementSerializer()};
        }

        @Override
        @SuppressWarnings("unchecked") // The element's serializer comes back from where it was taken.
        protected SetSerializer<E> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new SetSerializer<>((TypeSerializer<E>) nested[0]);
        }

        @Override
        protected String nestedName(int index) {
            return "an element";
        }

        @Override
        public String toString() {
            return "Set<" + getNestedSerializerSnapshots()[0] + ">";
        }
    }
}
