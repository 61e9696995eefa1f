package io.yarnflink.api.typeutils;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A type whose fields are a list of names and types. */
public abstract class FieldListTypeInfo<T> extends CompositeType<T> {
    private final List<String> fieldNames;
    private final List<TypeInformation<?>> fieldTypes;

    FieldListTypeInfo(Class<T> typeClass, List<String> fieldNames, List<TypeInformation<?>> fieldTypes) {
        super(typeClass);
        this.fieldNames = List.copyOf(fieldNames);
        this.fieldTypes = List.copyOf(fieldTypes);
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return fieldTypes.size();
    }

    @Override
    public int getTotalFields() {
        return fieldTypes.stream().mapToInt(TypeInformation::getTotalFields).sum();
    }

    @Override
    public String[] getFieldNames() {
        return fieldNames.toArray(String[]::new);
    }

    public TypeInformation<?>[] getFieldTypes() {
        return fieldTypes.toArray(TypeInformation<?>[]::new);
    }

    @Override
    public int getFieldIndex(String fieldName) {
        return fieldNames.indexOf(fieldName);
    }

    @Override
    public boolean hasDeterministicFieldOrder() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // The caller knows the type at the position.
    public <X> TypeInformation<X> getTypeAt(int pos) {
        if (pos < 0 || pos >= getArity()) {
            throw new IndexOutOfBoundsException(
                    "There is no field " + pos + " in " + this + ", which has " + getArity() + " fields");
        }
        return (TypeInformation<X>) fieldTypes.get(pos);
    }

    @Override
    public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
        var expression = FieldExpression.of(fieldExpression);
        TypeInformation<X> type = getTypeAt(position(expression));
        return expression.rest().isEmpty() ? type : nested(expression, type).getTypeAt(expression.rest());
    }

    @Override
    public void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result) {
        var expression = FieldExpression.of(fieldExpression);
        if (expression.isAll()) {
            for (int i = 0; i < getArity(); i++) {
                addFlatFields(i, "", offset, result);
            }
            return;
        }
        int position = position(expression);
        if (!expression.rest().isEmpty()) {
            nested(expression, getTypeAt(position));
        }
        addFlatFields(position, expression.rest(), offset, result);
    }

    private void addFlatFields(int position, String rest, int offset, List<FlatFieldDescriptor> result) {
        int first = offset;
        for (TypeInformation<?> before : fieldTypes.subList(0, position)) {
            first += before.getTotalFields();
        }
        TypeInformation<?> type = fieldTypes.get(position);
        if (type instanceof CompositeType<?> composite) {
            composite.getFlatFields(rest.isEmpty() ? FieldExpression.ALL : rest, first, result);
        } else {
            result.add(flatField(position, first, type));
        }
    }

    FlatFieldDescriptor flatField(int field, int flatPosition, TypeInformation<?> type) {
        return new FlatFieldDescriptor(flatPosition, type);
    }

    /** Whether fields may be named by their positions too. */
    boolean hasPositions() {
        return true;
    }

    private int position(FieldExpression expression) {
        int position = getFieldIndex(expression.first());
        if (position < 0 && hasPositions()) {
            position = expression.firstAsPosition();
        }
        if (position < 0 || position >= getArity()) {
            throw new InvalidFieldReferenceException(
                    "There is no field '" + expression.first() + "' in " + this + "; its fields are " + fieldNames);
        }
        return position;
    }

    private CompositeType<?> nested(FieldExpression expression, TypeInformation<?> type) {
        if (type instanceof CompositeType<?> composite) {
            return composite;
        }
        throw new InvalidFieldReferenceException("Field '" + expression.first() + "' of " + this + " is a " + type
                + " and has no fields, so that '" + expression + "' names nothing");
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
        return super.equals(other)
                && other instanceof FieldListTypeInfo<?> that
                && canEqual(that)
                && hasSameNames(that)
                && fieldTypes.equals(that.fieldTypes);
    }

    boolean hasSameNames(FieldListTypeInfo<?> that) {
        return fieldNames.equals(that.fieldNames);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + fieldTypes.hashCode();
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

    final TypeSerializer<?>[] fieldSerializers(ExecutionConfig config) {
        return fieldTypes.stream().map(type -> type.createSerializer(config)).toArray(TypeSerializer<?>[]::new);
    }
}
