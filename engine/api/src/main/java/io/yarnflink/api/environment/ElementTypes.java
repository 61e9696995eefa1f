package io.yarnflink.api.environment;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.util.Collection;
import java.util.Iterator;

/** Finds the type of elements that a program brings along. */
final class ElementTypes {
    private ElementTypes() {}

    static <T> TypeInformation<T> ofFirst(Collection<T> elements) {
        Iterator<T> iterator = requireNonNull(elements, "data is null").iterator();
        if (!iterator.hasNext()) {
            throw new IllegalArgumentException(
                    "The type of no elements cannot be determined: give it, as in fromData(data, Types.STRING)");
        }
        T first = iterator.next();
        if (first == null) {
            throw new IllegalArgumentException("element 0 is null: elements of a stream cannot be null");
        }
        return TypeExtractor.getForObject(first);
    }
}
