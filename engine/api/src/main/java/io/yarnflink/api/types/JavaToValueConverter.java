package io.yarnflink.api.types;

import org.jspecify.annotations.Nullable;

/** Turns plain Java values into mutable ones and back. */
public class JavaToValueConverter {
    /** Null for null; fails for classes that have no mutable value. */
    public static @Nullable Value convertBoxedJavaType(@Nullable Object boxed) {
        if (boxed == null) {
            return null;
        } else if (boxed instanceof String s) {
            return new StringValue(s);
        } else if (boxed instanceof Integer i) {
            return new IntValue(i);
        } else if (boxed instanceof Long l) {
            return new LongValue(l);
        } else if (boxed instanceof Double d) {
            return new DoubleValue(d);
        } else if (boxed instanceof Float f) {
            return new FloatValue(f);
        } else if (boxed instanceof Boolean b) {
            return new BooleanValue(b);
        } else if (boxed instanceof Byte b) {
            return new ByteValue(b);
        } else if (boxed instanceof Short s) {
            return new ShortValue(s);
        } else if (boxed instanceof Character c) {
            return new CharValue(c);
        }
        throw unknown(boxed);
    }

    /** The contents of a mutable value; null for null and for {@link NullValue}. */
    public static @Nullable Object convertValueType(@Nullable Value value) {
        if (value == null || value instanceof NullValue) {
            return null;
        } else if (value instanceof StringValue s) {
            return s.getValue();
        } else if (value instanceof IntValue i) {
            return i.getValue();
        } else if (value instanceof LongValue l) {
            return l.getValue();
        } else if (value instanceof DoubleValue d) {
            return d.getValue();
        } else if (value instanceof FloatValue f) {
            return f.getValue();
        } else if (value instanceof BooleanValue b) {
            return b.getValue();
        } else if (value instanceof ByteValue b) {
            return b.getValue();
        } else if (value instanceof ShortValue s) {
            return s.getValue();
        } else if (value instanceof CharValue c) {
            return c.getValue();
        }
        throw unknown(value);
    }

    private static IllegalArgumentException unknown(Object value) {
        return new IllegalArgumentException("There is no counterpart of "
                + value.getClass().getName() + "; only strings, boxed primitives and their mutable values have one");
    }
}
