package io.yarnflink.api.environment;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeExtractor;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Finds the type of elements that a program brings along. */
final class ElementTypes {
    private ElementTypes() {}

    /** What a source function emits; null when its class does not say. */
    static <T> @Nullable TypeInformation<T> ofSource(SourceFunction<T> function) {
        requireNonNull(function, "source function is null");
        try {
            return TypeExtractor.createTypeInfo(function, SourceFunction.class, function.getClass(), 0);
        } catch (InvalidTypesException undeclared) {
            // Whoever uses the type before returns(...) is told so.
            return null;
        }
    }

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
