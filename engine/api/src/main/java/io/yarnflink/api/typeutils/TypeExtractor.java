package io.yarnflink.api.typeutils;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;

/** Finds the type information of classes, generic parameters and functions by reflection. */
public final class TypeExtractor {
    private TypeExtractor() {}

    public static <T> TypeInformation<T> createTypeInfo(Class<T> type) {
        throw new InvalidTypesException("cannot determine the type of " + type);
    }

    /** The type that {@code baseClass}'s type parameter at {@code parameterPosition} has in {@code instance}'s class. */
    public static <T> TypeInformation<T> createTypeInfo(
            Object instance, Class<?> baseClass, Class<?> type, int parameterPosition) {
        throw new InvalidTypesException("cannot determine parameter " + parameterPosition + " of " + baseClass);
    }
}
