package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.CompositeTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.util.ArrayList;
import java.util.List;

/** Lists as their size and their elements, nulls among them; read and copied as array lists. */
public final class ListSerializer<E> extends CollectionSerializer<E, List<E>> {
    public ListSerializer(TypeSerializer<E> element) {
        super(element);
    }

    @Override
    List<E> newCollection(int capacity) {
        return new ArrayList<>(capacity);
    }

    @Override
    TypeSerializer<List<E>> with(TypeSerializer<E> duplicatedElement) {
        return new ListSerializer<>(duplicatedElement);
    }

    @Override
    public TypeSerializerSnapshot<List<E>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The element's snapshot. */
    public static final class Snapshot<E> extends CompositeTypeSerializerSnapshot<List<E>, ListSerializer<E>> {
        /** To be read. */
        public Snapshot() {}

        Snapshot(ListSerializer<E> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return 1;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(ListSerializer<E> serializer) {
            return new TypeSerializer<?>[] {serializer.getElementSerializer()};
        }

        @Override
        @SuppressWarnings("unchecked") // The element's serializer comes back from where it was taken.
        protected ListSerializer<E> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new ListSerializer<>((TypeSerializer<E>) nested[0]);
        }

        @Override
        protected String nestedName(int index) {
            return "an element";
        }

        @Override
        public String toString() {
            return "List<" + getNestedSerializerSnapshots()[0] + ">";
        }
    }
}
