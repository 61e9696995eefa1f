package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;
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
}
