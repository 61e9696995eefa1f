package io.yarnflink.api.types;

import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Equality, hashes and text of what rows hold: arrays, lists and maps by what is in them. */
final class DeepValues {
    private DeepValues() {}

    static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == b) {
            return true;
        }
        if (a == null || b == null) {
            return false;
        }
        if (a.getClass().isArray()) {
            return a.getClass() == b.getClass() && equalArrays(a, b);
        }
        if (a instanceof List<?> first && b instanceof List<?> second) {
            return first.size() == second.size() && equalInOrder(first.iterator(), second.iterator());
        }
        if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
            return first.size() == second.size()
                    && first.entrySet().stream()
                            .allMatch(entry -> equal(entry.getValue(), valueOf(second, entry.getKey())));
        }
        return a.equals(b);
    }

    static int hash(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value.getClass().isArray()) {
            int hash = 1;
            for (int i = 0; i < Array.getLength(value); i++) {
                hash = 31 * hash + hash(Array.get(value, i));
            }
            return hash;
        }
        if (value instanceof List<?> list) {
            int hash = 1;
            for (Object element : list) {
                hash = 31 * hash + hash(element);
            }
            return hash;
        }
        if (value instanceof Map<?, ?> map) {
            int hash = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                hash += hash(entry.getKey()) ^ hash(entry.getValue());
            }
            return hash;
        }
        return value.hashCode();
    }

    static String text(@Nullable Object value) {
        if (value != null && value.getClass().isArray()) {
            var text = new StringJoiner(", ", "[", "]");
            for (int i = 0; i < Array.getLength(value); i++) {
                text.add(text(Array.get(value, i)));
            }
            return text.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(DeepValues::text).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + '=' + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return String.valueOf(value);
    }

    private static boolean equalArrays(Object a, Object b) {
        int length = Array.getLength(a);
        if (length != Array.getLength(b)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!equal(Array.get(a, i), Array.get(b, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalInOrder(Iterator<?> first, Iterator<?> second) {
        while (first.hasNext()) {
            if (!equal(first.next(), second.next())) {
                return false;
            }
        }
        return true;
    }

    /** What {@code map} holds for a key; itself, which nothing in another map equals, when it has no such key. */
    private static @Nullable Object valueOf(Map<?, ?> map, @Nullable Object key) {
        if (map.containsKey(key)) {
            return map.get(key);
        }
        // Arrays as keys are not found by hash.
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (equal(entry.getKey(), key)) {
                return entry.getValue();
            }
        }
        return ABSENT;
    }

    private static final Object ABSENT = new Object();
}
