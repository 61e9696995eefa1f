package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeutils.TypeExtractor;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.Serializable;

/** Describes a type of records: its class, its fields, and how it is serialized. */
public abstract class TypeInformation<T> implements Serializable {
    public static <T> TypeInformation<T> of(Class<T> typeClass) {
        return TypeExtractor.createTypeInfo(typeClass);
    }

    public static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
        return typeHint.getTypeInfo();
    }

    public abstract boolean isBasicType();

    public abstract boolean isTupleType();

    /** The number of fields without nesting; 1 for types without fields. */
    public abstract int getArity();

    /** The number of fields with nesting. */
    public abstract int getTotalFields();

    public abstract Class<T> getTypeClass();

    /** Whether values may be keys: their hash is the same in every JVM. */
    public abstract boolean isKeyType();

    public boolean isSortKeyType() {
        return isKeyType();
    }

    public abstract TypeSerializer<T> createSerializer(ExecutionConfig config);

    public abstract boolean canEqual(Object other);

    @Override
    public abstract String toString();

    @Override
    public abstract boolean equals(Object other);

    @Override
    public abstract int hashCode();
}
