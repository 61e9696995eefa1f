package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A type of values with fields, which are known by position and by name. */
public abstract class CompositeType<T> extends TypeInformation<T> {
    private final Class<T> typeClass;
    private final List<String> fieldNames;
    private final List<TypeInformation<?>> fieldTypes;

    protected CompositeType(Class<T> typeClass, List<String> fieldNames, List<TypeInformation<?>> fieldTypes) {
        this.typeClass = typeClass;
        this.fieldNames = List.copyOf(fieldNames);
        this.fieldTypes = List.copyOf(fieldTypes);
    }

    @Override
    public final Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public final int getArity() {
        return fieldTypes.size();
    }

    @Override
    public int getTotalFields() {
        return fieldTypes.stream().mapToInt(TypeInformation::getTotalFields).sum();
    }

    public String[] getFieldNames() {
        return fieldNames.toArray(String[]::new);
    }

    /** The position of a field, or -1. */
    public int getFieldIndex(String fieldName) {
        return fieldNames.indexOf(fieldName);
    }

    public boolean hasField(String fieldName) {
        return getFieldIndex(fieldName) >= 0;
    }

    @SuppressWarnings("unchecked")
    public <X> TypeInformation<X> getTypeAt(int pos) {
        if (pos < 0 || pos >= getArity()) {
            throw new IndexOutOfBoundsException(
                    "There is no field " + pos + " in " + this + ", which has " + getArity() + " fields");
        }
        return (TypeInformation<X>) fieldTypes.get(pos);
    }

    /** The type of a field, or with dots of a field's field: {@code user.address.city}. */
    public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
        int dot = fieldExpression.indexOf('.');
        String name = dot < 0 ? fieldExpression : fieldExpression.substring(0, dot);
        int pos = getFieldIndex(name);
        if (pos < 0) {
            throw new IllegalArgumentException(
                    "There is no field '" + name + "' in " + this + "; its fields are " + fieldNames);
        }
        if (dot < 0) {
            return getTypeAt(pos);
        }
        if (getTypeAt(pos) instanceof CompositeType<?> nested) {
            return nested.getTypeAt(fieldExpression.substring(dot + 1));
        }
        throw new IllegalArgumentException("Field '" + name + "' of " + this + " is a " + getTypeAt(pos)
                + " and has no fields, so that '" + fieldExpression + "' names nothing");
    }

    @Override
    public boolean isKeyType() {
        return KeyTypes.refusal(this).isEmpty();
    }

    @Override
    public boolean canEqual(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeType<?> that
                && that.canEqual(this)
                && canEqual(that)
                && typeClass == that.typeClass
                && fieldNames.equals(that.fieldNames)
                && fieldTypes.equals(that.fieldTypes);
    }

    @Override
    public int hashCode() {
        return 31 * typeClass.getName().hashCode() + fieldTypes.hashCode();
    }

    /** Fields as {@code name: type}. */
    final String namedFields() {
        var text = new StringJoiner(", ");
        for (int i = 0; i < getArity(); i++) {
            text.add(fieldNames.get(i) + ": " + fieldTypes.get(i));
        }
        return text.toString();
    }

    final List<TypeInformation<?>> fieldTypes() {
        return fieldTypes;
    }
}
