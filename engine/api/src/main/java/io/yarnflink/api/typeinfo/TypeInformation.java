package io.yarnflink.api.typeinfo;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.serialization.SerializerConfig;
import io.yarnflink.api.typeutils.TypeExtractor;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes a type of records: its class, its fields, and how it is serialized. */
public abstract class TypeInformation<T> implements Serializable {
    public static <T> TypeInformation<T> of(Class<T> typeClass) {
        return TypeExtractor.createTypeInfo(typeClass);
    }

    public static <T> TypeInformation<T> of(TypeHint<T> typeHint) {
        return typeHint.getTypeInfo();
    }

    public boolean isBasicType() {
        return false;
    }

    public boolean isTupleType() {
        return false;
    }

    /** The number of fields without nesting; 1 for types without fields. */
    public int getArity() {
        return 1;
    }

    /** The number of fields with nesting. */
    public int getTotalFields() {
        return 1;
    }

    public abstract Class<T> getTypeClass();

    /** What is known of the type parameters of the class, by their names. */
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.of();
    }

    /** Whether values may be keys: their hash is the same in every JVM. */
    public abstract boolean isKeyType();

    public boolean isSortKeyType() {
        return isKeyType();
    }

    /** A type overrides this or the other {@code createSerializer}. */
    public TypeSerializer<T> createSerializer(ExecutionConfig config) {
        try {
            Class<?> declaring = getClass()
                    .getMethod("createSerializer", SerializerConfig.class)
                    .getDeclaringClass();
            if (declaring == TypeInformation.class) {
                throw new IllegalStateException(
                        getClass().getName() + " makes no serializer; override createSerializer(SerializerConfig)");
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(getClass().getName() + " has no createSerializer", e);
        }
        return createSerializer(config.getSerializerConfig());
    }

    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return createSerializer(ExecutionConfig.withSerializers(config));
    }

    public abstract boolean canEqual(@Nullable Object other);

    @Override
    public abstract String toString();

    @Override
    public abstract boolean equals(@Nullable Object other);

    @Override
    public abstract int hashCode();
}
