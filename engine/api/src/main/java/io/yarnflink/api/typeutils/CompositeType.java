package io.yarnflink.api.typeutils;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of values with fields, which are known by position and by name. */
public abstract class CompositeType<T> extends TypeInformation<T> {
    private final Class<T> typeClass;

    protected CompositeType(Class<T> typeClass) {
        this.typeClass = requireNonNull(typeClass, "type class is null");
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    public abstract String[] getFieldNames();

    /** The position of a field, or -1. */
    public abstract int getFieldIndex(String fieldName);

    public abstract <X> TypeInformation<X> getTypeAt(int pos);

    /** The type of a field, or with dots of a field's field: {@code user.address.city}. */
    public abstract <X> TypeInformation<X> getTypeAt(String fieldExpression);

    /**
     * Adds the fields that an expression names to {@code result}: a field, {@code outer.inner}, or {@code *} for all.
     * Fields with fields of their own stand for those. Positions count from {@code offset}.
     */
    public abstract void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result);

    /** The fields that an expression names, with their positions among all fields without nesting. */
    public List<FlatFieldDescriptor> getFlatFields(String fieldExpression) {
        var fields = new ArrayList<FlatFieldDescriptor>();
        getFlatFields(fieldExpression, 0, fields);
        return fields;
    }

    public boolean hasField(String fieldName) {
        return getFieldIndex(fieldName) >= 0;
    }

    /** Whether fields have the same order each time that the type is found. */
    public boolean hasDeterministicFieldOrder() {
        return false;
    }

    @Override
    public boolean isKeyType() {
        for (int i = 0; i < getArity(); i++) {
            if (!getTypeAt(i).isKeyType()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSortKeyType() {
        for (int i = 0; i < getArity(); i++) {
            if (!getTypeAt(i).isSortKeyType()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other instanceof CompositeType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeType<?> that && that.canEqual(this) && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.getName().hashCode();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "<" + typeClass.getSimpleName() + ">";
    }

    /** A field without fields of its own, and its position among all of them. */
    public static class FlatFieldDescriptor {
        private final int position;
        private final TypeInformation<?> type;

        public FlatFieldDescriptor(int position, TypeInformation<?> type) {
            if (type instanceof CompositeType) {
                throw new IllegalArgumentException(
                        "Field " + position + " is a " + type + ", which has fields of its own: describe those");
            }
            this.position = position;
            this.type = type;
        }

        public int getPosition() {
            return position;
        }

        public TypeInformation<?> getType() {
            return type;
        }

        @Override
        public String toString() {
            return "field " + position + ": " + type;
        }
    }

    /** An expression names no field of a type. */
    public static class InvalidFieldReferenceException extends IllegalArgumentException {
        public InvalidFieldReferenceException(String message) {
            super(message);
        }
    }
}
