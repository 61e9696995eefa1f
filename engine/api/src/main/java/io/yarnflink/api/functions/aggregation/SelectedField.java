package io.yarnflink.api.functions.aggregation;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.CompositeType;
import io.yarnflink.api.typeutils.PojoTypeInfo;
import io.yarnflink.api.typeutils.RecordTypeInfo;
import java.util.List;

/** A field of a type, found by position, by name, or by names with dots for a field's field; {@code *} is all. */
final class SelectedField {
    private final String expression;
    private final TypeInformation<?> owner;
    private final TypeInformation<?> type;
    private final FieldAccess access;

    private SelectedField(String expression, TypeInformation<?> owner, TypeInformation<?> type, FieldAccess access) {
        this.expression = expression;
        this.owner = owner;
        this.type = type;
        this.access = access;
    }

    static SelectedField at(TypeInformation<?> owner, int position) {
        return of(owner, String.valueOf(position));
    }

    static SelectedField of(TypeInformation<?> owner, String expression) {
        SelectedField selected = new SelectedField("*", owner, owner, new FieldAccess.Whole());
        if (expression.equals("*")) {
            return selected;
        }
        for (String name : expression.split("\\.", -1)) {
            selected = selected.part(name, expression);
        }
        return selected;
    }

    FieldAccess access() {
        return access;
    }

    TypeInformation<?> type() {
        return type;
    }

    Class<?> typeClass() {
        return type.getTypeClass();
    }

    /** The field and its type, for messages. */
    @Override
    public String toString() {
        return "field '" + expression + "' of " + owner + ", which is " + type;
    }

    private SelectedField part(String name, String whole) {
        if (type instanceof CompositeType<?> composite) {
            int position = position(composite, name, whole);
            FieldAccess part = access(composite, position);
            FieldAccess path = access instanceof FieldAccess.Whole ? part : new FieldAccess.Nested(access, part);
            return new SelectedField(whole, owner, composite.getTypeAt(position), path);
        }
        if (name.equals("0")) {
            // A value without fields is its own first field.
            return new SelectedField(whole, owner, type, access);
        }
        throw new InvalidTypesException("There is no field '" + whole + "' in " + owner + ": " + type
                + " has no fields. Use 0 or '*' for the value itself");
    }

    private int position(CompositeType<?> composite, String name, String whole) {
        List<String> names = List.of(composite.getFieldNames());
        int position = names.indexOf(name);
        if (position < 0 && name.matches("[0-9]{1,4}") && Integer.parseInt(name) < names.size()) {
            position = Integer.parseInt(name);
        }
        if (position < 0) {
            throw new InvalidTypesException(
                    "There is no field '" + whole + "' in " + owner + ": the fields of " + composite + " are " + names);
        }
        return position;
    }

    private static FieldAccess access(CompositeType<?> type, int position) {
        if (type.isTupleType()) {
            return new FieldAccess.OfTuple(position);
        }
        if (type instanceof PojoTypeInfo<?> pojo) {
            return new FieldAccess.OfPojo(pojo.getPojoFieldAt(position));
        }
        if (type instanceof RecordTypeInfo<?> record) {
            return new FieldAccess.OfRecord(record.getTypeClass(), position);
        }
        throw new InvalidTypesException("Fields of " + type + " cannot be aggregated: only those of tuples, POJOs and"
                + " records can. Use reduce(...)");
    }
}
