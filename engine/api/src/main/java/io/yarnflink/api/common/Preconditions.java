package io.yarnflink.api.common;

import org.jspecify.annotations.Nullable;

/** Checks of arguments and states, for programs that are used to them. */
public final class Preconditions {
    private Preconditions() {}

    public static <T> T checkNotNull(@Nullable T reference) {
        if (reference == null) {
            throw new NullPointerException();
        }
        return reference;
    }

    public static <T> T checkNotNull(@Nullable T reference, @Nullable String message) {
        if (reference == null) {
            throw new NullPointerException(String.valueOf(message));
        }
        return reference;
    }

    /** {@code template} has a {@code %s} for each of the values. */
    public static <T> T checkNotNull(@Nullable T reference, @Nullable String template, @Nullable Object... values) {
        if (reference == null) {
            throw new NullPointerException(filled(template, values));
        }
        return reference;
    }

    public static void checkArgument(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }

    public static void checkArgument(boolean condition, @Nullable Object message) {
        if (!condition) {
            throw new IllegalArgumentException(String.valueOf(message));
        }
    }

    /** {@code template} has a {@code %s} for each of the values. */
    public static void checkArgument(boolean condition, @Nullable String template, @Nullable Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(filled(template, values));
        }
    }

    public static void checkState(boolean condition) {
        if (!condition) {
            throw new IllegalStateException();
        }
    }

    public static void checkState(boolean condition, @Nullable Object message) {
        if (!condition) {
            throw new IllegalStateException(String.valueOf(message));
        }
    }

    /** {@code template} has a {@code %s} for each of the values. */
    public static void checkState(boolean condition, @Nullable String template, @Nullable Object... values) {
        if (!condition) {
            throw new IllegalStateException(filled(template, values));
        }
    }

    /** Refuses an index outside of {@code size} elements. */
    public static void checkElementIndex(int index, int size) {
        checkElementIndex(index, size, null);
    }

    /** Refuses an index outside of {@code size} elements; the error begins with the message. */
    public static void checkElementIndex(int index, int size, @Nullable String message) {
        checkArgument(size >= 0, "Size was negative.");
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(
                    (message == null ? "" : message + " ") + "Index: " + index + ", Size: " + size);
        }
    }

    /** Values without a place of their own follow in brackets; places without a value stay. */
    private static String filled(@Nullable String template, @Nullable Object[] values) {
        StringBuilder text = new StringBuilder();
        String rest = String.valueOf(template);
        int used = 0;
        for (int at = rest.indexOf("%s"); at >= 0 && used < values.length; at = rest.indexOf("%s")) {
            text.append(rest, 0, at).append(values[used++]);
            rest = rest.substring(at + 2);
        }
        text.append(rest);
        if (used < values.length) {
            text.append(" [");
            for (int i = used; i < values.length; i++) {
                text.append(i > used ? ", " : "").append(values[i]);
            }
            text.append(']');
        }
        return text.toString();
    }
}
