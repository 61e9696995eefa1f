package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.Serializable;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** A field of a POJO and its type. */
public final class PojoField implements Serializable {
    private final Class<?> declaringClass;
    private final String name;
    private final TypeInformation<?> type;

    public PojoField(Field field, TypeInformation<?> type) {
        declaringClass = field.getDeclaringClass();
        name = field.getName();
        this.type = type;
    }

    public Field getField() {
        try {
            return declaringClass.getDeclaredField(name);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(
                    declaringClass.getName() + " has no field '" + name + "' any more; was it changed?", e);
        }
    }

    public TypeInformation<?> getTypeInformation() {
        return type;
    }

    String name() {
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PojoField that
                && declaringClass == that.declaringClass
                && name.equals(that.name)
                && type.equals(that.type);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + type.hashCode();
    }

    @Override
    public String toString() {
        return name + ": " + type;
    }
}
