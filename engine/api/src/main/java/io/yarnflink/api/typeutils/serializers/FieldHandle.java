package io.yarnflink.api.typeutils.serializers;

import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes one field of a user's class, private or not, through method handles. */
final class FieldHandle implements Serializable {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType SETTER = MethodType.methodType(void.class, Object.class, Object.class);

    private final Class<?> declaringClass;
    private final String name;
    private final transient MethodHandle getter;
    private final transient @Nullable MethodHandle setter;

    FieldHandle(Class<?> declaringClass, String name) {
        this.declaringClass = declaringClass;
        this.name = name;
        try {
            Field field = declaringClass.getDeclaredField(name);
            var lookup = MethodHandles.privateLookupIn(declaringClass, MethodHandles.lookup());
            getter = lookup.unreflectGetter(field).asType(GETTER);
            setter = Modifier.isFinal(field.getModifiers())
                    ? null
                    : lookup.unreflectSetter(field).asType(SETTER);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Field " + this + " cannot be accessed", e);
        }
    }

    /** The field of {@code type} or of its superclasses; null when there is none. */
    static @Nullable FieldHandle find(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(name)
                        && !Modifier.isStatic(field.getModifiers())
                        && !Modifier.isTransient(field.getModifiers())) {
                    return new FieldHandle(c, name);
                }
            }
        }
        return null;
    }

    static Field field(Class<?> declaringClass, String name) {
        try {
            return declaringClass.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(declaringClass.getName() + " has no field " + name, e);
        }
    }

    Field field() {
        return field(declaringClass, name);
    }

    @Nullable
    Object get(Object owner) {
        try {
            return (Object) getter.invokeExact(owner);
        } catch (Throwable e) {
            throw new IllegalStateException("Field " + this + " cannot be read from " + owner.getClass(), e);
        }
    }

    void set(Object owner, @Nullable Object value) {
        try {
            Objects.requireNonNull(setter, "the field is final").invokeExact(owner, value);
        } catch (Throwable e) {
            throw new IllegalStateException("Field " + this + " cannot be set in " + owner.getClass(), e);
        }
    }

    @Override
    public String toString() {
        return declaringClass.getName() + '.' + name;
    }

    private Object readResolve() {
        return new FieldHandle(declaringClass, name);
    }
}
