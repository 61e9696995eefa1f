package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Calls the factories that {@link TypeInfo} names. */
final class TypeFactories {
    private TypeFactories() {}

    @SuppressWarnings("unchecked") // Factories may be written without type arguments.
    static TypeInformation<?> create(
            TypeInfo annotation, Class<?> raw, Type type, Function<TypeVariable<?>, TypeInformation<?>> known) {
        Map<String, TypeInformation<?>> parameters = new HashMap<>();
        for (TypeVariable<?> parameter : raw.getTypeParameters()) {
            try {
                parameters.put(parameter.getName(), known.apply(parameter));
            } catch (UnknownTypeVariableException ignored) {
                // The factory may do without it.
            }
        }
        try {
            TypeInformation<?> made =
                    annotation.value().getConstructor().newInstance().createTypeInfo(type, parameters);
            if (made == null) {
                throw new InvalidTypesException(
                        "The type factory " + annotation.value().getName() + " of " + type.getTypeName()
                                + " returned null instead of type information");
            }
            return made;
        } catch (ReflectiveOperationException e) {
            throw new InvalidTypesException(
                    "The type factory " + annotation.value().getName() + " of " + type.getTypeName()
                            + " cannot be made; it must be public with a public constructor without parameters",
                    e);
        }
    }
}
