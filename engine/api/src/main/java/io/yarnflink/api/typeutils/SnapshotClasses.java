package io.yarnflink.api.typeutils;

import java.io.IOException;
import java.io.InvalidClassException;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of serializers from the names of their classes. */
final class SnapshotClasses {
    private SnapshotClasses() {}

    @SuppressWarnings("unchecked") // The caller knows what the bytes behind the snapshot are.
    static <T> TypeSerializerSnapshot<T> instance(String name, ClassLoader loader) throws IOException {
        try {
            Class<?> found = Class.forName(name, false, loader);
            if (!TypeSerializerSnapshot.class.isAssignableFrom(found)) {
                throw unreadable(name, "it is no snapshot of a serializer", null);
            }
            Constructor<?> constructor = found.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TypeSerializerSnapshot<T>) constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw unreadable(name, "it is not on the class path; was it renamed, or its jar left out?", e);
        } catch (NoSuchMethodException e) {
            throw unreadable(name, "it has no constructor without parameters", e);
        } catch (ReflectiveOperationException e) {
            throw unreadable(name, "its constructor failed: " + e.getCause(), e);
        }
    }

    private static InvalidClassException unreadable(String name, String why, @Nullable Throwable cause) {
        var refusal = new InvalidClassException(name, "A stored serializer snapshot is of this class, but " + why);
        if (cause != null) {
            refusal.initCause(cause);
        }
        return refusal;
    }

    /** Each of the two questions about compatibility is answered by the other unless a class answers one itself. */
    static void checkResolves(Class<?> snapshotClass) {
        try {
            Class<?> answering = snapshotClass
                    .getMethod("resolveSchemaCompatibility", TypeSerializer.class)
                    .getDeclaringClass();
            if (answering == TypeSerializerSnapshot.class) {
                throw new IllegalStateException(snapshotClass.getName() + " does not say which older snapshots it is"
                        + " compatible with; override resolveSchemaCompatibility(TypeSerializerSnapshot)");
            }
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(snapshotClass + " is no snapshot", e);
        }
    }
}
