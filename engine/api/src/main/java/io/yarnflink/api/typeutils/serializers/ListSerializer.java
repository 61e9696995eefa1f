package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;
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
}
