package io.yarnflink.api.typeutils;

/** A field's name, and with dots that of a field inside it; {@code *} or {@code _} is all fields. */
record FieldExpression(String first, String rest) {
    static final String ALL = "*";

    static FieldExpression of(String expression) {
        String trimmed = expression.trim();
        int dot = trimmed.indexOf('.');
        String first = dot < 0 ? trimmed : trimmed.substring(0, dot);
        String rest = dot < 0 ? "" : trimmed.substring(dot + 1);
        if (first.isEmpty() || trimmed.endsWith(".") || (isAll(first) && dot >= 0)) {
            throw new CompositeType.InvalidFieldReferenceException(
                    "'" + expression + "' names no field; write names with dots between them, as in user.name,"
                            + " or * for all fields");
        }
        return new FieldExpression(first, rest);
    }

    boolean isAll() {
        return isAll(first);
    }

    /** The position that the first name is when it is a number; else -1. */
    int firstAsPosition() {
        return first.matches("[0-9]{1,4}") ? Integer.parseInt(first) : -1;
    }

    private static boolean isAll(String name) {
        return name.equals(ALL) || name.equals("_");
    }

    @Override
    public String toString() {
        return rest.isEmpty() ? first : first + '.' + rest;
    }
}
