package io.yarnflink.api.serialization;

import io.yarnflink.api.common.ExecutionConfig;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets go of what functions hold only because of where they were written: an anonymous or inner class keeps the object
 * it was made in, also when none of its code uses it, and that object often cannot be serialized.
 */
public final class ClosureCleaner {
    private ClosureCleaner() {}

    /** Cleans {@code function} and what it holds in fields; changes the object itself, and returns it. */
    public static <F> F clean(F function) {
        return clean(function, ExecutionConfig.ClosureCleanerLevel.RECURSIVE);
    }

    /** As {@link #clean(Object)}, as deep as {@code level} says. */
    public static <F> F clean(F function, ExecutionConfig.ClosureCleanerLevel level) {
        if (level != ExecutionConfig.ClosureCleanerLevel.NONE) {
            boolean recursive = level == ExecutionConfig.ClosureCleanerLevel.RECURSIVE;
            clean(function, recursive, Collections.newSetFromMap(new IdentityHashMap<>()));
        }
        return function;
    }

    private static void clean(Object object, boolean recursive, Set<Object> seen) {
        Class<?> type = object.getClass();
        if (!isProgramClass(type) || !seen.add(object)) {
            return;
        }
        for (Class<?> level = type; level != null && isProgramClass(level); level = level.getSuperclass()) {
            for (Field field : level.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                    continue;
                }
                Object value = read(field, object);
                if (value == null) {
                    continue;
                }
                if (field.isSynthetic() && field.getName().startsWith("this$")) {
                    if (!OuterUse.isRead(level, field.getName())) {
                        write(field, object, null);
                    }
                } else if (!Modifier.isTransient(field.getModifiers()) && (recursive || isWrapping(type))) {
                    clean(value, recursive, seen);
                }
            }
        }
    }

    /** What the API puts around functions, so that they are still on the first level. */
    private static boolean isWrapping(Class<?> type) {
        return type.getName().startsWith("io.yarnflink.api.");
    }

    /** The platform's classes are left alone. */
    private static boolean isProgramClass(Class<?> type) {
        return !type.isArray()
                && !type.isEnum()
                && type.getClassLoader() != null
                && type.getClassLoader() != ClassLoader.getPlatformClassLoader();
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | RuntimeException e) {
            // What cannot be looked into stays as it is; serializing tells if that is a problem.
            return null;
        }
    }

    private static void write(Field field, Object object, @Nullable Object value) {
        try {
            field.set(object, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("field " + field + " was read but cannot be written", e);
        }
    }
}
