package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.typeutils.TypeSerializer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/** How generated code treats one field. */
record GeneratedField(
        String name,
        Class<?> owner,
        Class<?> type,
        Access access,
        Class<?> primitive,
        boolean isShared,
        boolean isPresent) {
    /** Where a field's value goes to and comes from. */
    enum Access {
        /** A primitive, with the methods of the view. */
        PRIMITIVE,
        /** A boxed primitive that cannot be null, likewise. */
        BOXED,
        /** A string, with its encoding. */
        STRING,
        /** Anything else, with its serializer. */
        SERIALIZER,
        /** Likewise, by reflection because the field is hidden from the class itself. */
        HIDDEN
    }

    /** {@code refusesNull}: a null is refused unless the serializer knows it. */
    static GeneratedField of(Class<?> host, Field field, TypeSerializer<?> serializer, boolean refusesNull) {
        return new GeneratedField(
                field.getName(),
                field.getDeclaringClass(),
                field.getType(),
                access(host, field, serializer),
                basic(serializer),
                serializer.isImmutableType(),
                refusesNull && !(serializer instanceof NullSafe));
    }

    private static Access access(Class<?> host, Field field, TypeSerializer<?> serializer) {
        if (!isVisible(host, field)) {
            return Access.HIDDEN;
        }
        Class<?> basic = basic(serializer);
        if (field.getType().isPrimitive()) {
            // Another serializer than the usual one may have been chosen for it.
            return basic == field.getType() ? Access.PRIMITIVE : Access.HIDDEN;
        }
        if (basic != void.class) {
            return Access.BOXED;
        }
        return serializer instanceof StringSerializer && field.getType().isAssignableFrom(String.class)
                ? Access.STRING
                : Access.SERIALIZER;
    }

    /** The primitive that the serializer writes as its view does; void for any other serializer. */
    private static Class<?> basic(TypeSerializer<?> serializer) {
        if (serializer instanceof LongSerializer) {
            return long.class;
        }
        if (serializer instanceof IntSerializer) {
            return int.class;
        }
        if (serializer instanceof DoubleSerializer) {
            return double.class;
        }
        if (serializer instanceof BooleanSerializer) {
            return boolean.class;
        }
        if (serializer instanceof FloatSerializer) {
            return float.class;
        }
        if (serializer instanceof ShortSerializer) {
            return short.class;
        }
        if (serializer instanceof ByteSerializer) {
            return byte.class;
        }
        return serializer instanceof CharSerializer ? char.class : void.class;
    }

    private static boolean isVisible(Class<?> host, Field field) {
        Class<?> owner = field.getDeclaringClass();
        Class<?> type = field.getType();
        while (type.isArray()) {
            type = type.getComponentType();
        }
        if (!type.isPrimitive() && !Modifier.isPublic(type.getModifiers()) && !isNeighbour(host, type)) {
            return false;
        }
        if (owner == host) {
            return true;
        }
        boolean neighbour = isNeighbour(host, owner);
        return Modifier.isPublic(field.getModifiers())
                ? neighbour || Modifier.isPublic(owner.getModifiers())
                : neighbour && !Modifier.isPrivate(field.getModifiers());
    }

    private static boolean isNeighbour(Class<?> host, Class<?> other) {
        return host.getClassLoader() == other.getClassLoader()
                && host.getPackageName().equals(other.getPackageName());
    }
}
