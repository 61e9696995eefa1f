package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Collections as their size and their elements. */
abstract class CollectionSerializer<E, C extends Collection<E>> extends TypeSerializer<C> {
    private final TypeSerializer<E> element;

    CollectionSerializer(TypeSerializer<E> element) {
        this.element = NullableSerializer.of(element);
    }

    public final TypeSerializer<E> getElementSerializer() {
        return element;
    }

    abstract C newCollection(int capacity);

    abstract TypeSerializer<C> with(TypeSerializer<E> duplicatedElement);

    @Override
    public final boolean isImmutableType() {
        return false;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // A stateless serializer is its own duplicate.
    public final TypeSerializer<C> duplicate() {
        TypeSerializer<E> duplicate = element.duplicate();
        return duplicate == element ? this : with(duplicate);
    }

    @Override
    public final C createInstance() {
        return newCollection(0);
    }

    @Override
    public final C copy(C from) {
        C copy = newCollection(from.size());
        for (E e : from) {
            copy.add(element.copy(e));
        }
        return copy;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final void serialize(C value, DataOutputView target) throws IOException {
        VarInts.writeInt(value.size(), target);
        for (E e : value) {
            element.serialize(e, target);
        }
    }

    @Override
    public final C deserialize(DataInputView source) throws IOException {
        int size = VarInts.readCount(source);
        C collection = newCollection(Counts.room(size, source));
        for (int i = 0; i < size; i++) {
            collection.add(element.deserialize(source));
        }
        return collection;
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        int size = VarInts.readCount(source);
        VarInts.writeInt(size, target);
        for (int i = 0; i < size; i++) {
            element.copy(source, target);
        }
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof CollectionSerializer<?, ?> that
                && that.getClass() == getClass()
                && element.equals(that.element);
    }

    @Override
    public final int hashCode() {
        return 31 * element.hashCode() + getClass().getName().hashCode();
    }
}
