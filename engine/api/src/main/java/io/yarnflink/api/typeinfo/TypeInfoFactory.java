package io.yarnflink.api.typeinfo;

import java.lang.reflect.Type;
import java.util.Map;

/** Makes the type information of a class that is annotated with {@link TypeInfo}; needs a public constructor. */
public abstract class TypeInfoFactory<T> {
    /** {@code genericParameters} holds what is known of the class's type parameters, by their names. */
    public abstract TypeInformation<T> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters);
}
