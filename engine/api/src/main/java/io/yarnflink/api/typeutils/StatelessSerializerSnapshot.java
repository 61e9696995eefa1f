package io.yarnflink.api.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** The snapshot of a serializer all of whose instances are equal: its class, which has an instance or can make one. */
public final class StatelessSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable TypeSerializer<T> serializer;

    /** To be read. */
    public StatelessSerializerSnapshot() {}

    public StatelessSerializerSnapshot(TypeSerializer<T> serializer) {
        TypeSerializer<?> made;
        try {
            made = instance(serializer.getClass());
        } catch (ReflectiveOperationException e) {
            throw configured(serializer.getClass(), e);
        }
        if (!made.equals(serializer)) {
            throw configured(serializer.getClass(), null);
        }
        this.serializer = serializer;
    }

    private static IllegalStateException configured(Class<?> type, @Nullable Throwable cause) {
        return new IllegalStateException(
                type.getName() + " has settings, so that its class alone does not say how its bytes are read;"
                        + " override snapshotConfiguration()",
                cause);
    }

    private static TypeSerializer<?> instance(Class<?> type) throws ReflectiveOperationException {
        try {
            if (type.getDeclaredField("INSTANCE").get(null) instanceof TypeSerializer<?> instance) {
                return instance;
            }
        } catch (NoSuchFieldException | IllegalAccessException e) {
            // Then it has a constructor.
        }
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (TypeSerializer<?>) constructor.newInstance();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(restoreSerializer().getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // The caller knows what the bytes behind the snapshot are.
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        String name = in.readUTF();
        try {
            Class<?> type = Class.forName(name, false, userCodeClassLoader);
            if (!TypeSerializer.class.isAssignableFrom(type)) {
                throw new IOException("The stored serializer class " + name + " is no serializer");
            }
            serializer = (TypeSerializer<T>) instance(type);
        } catch (ReflectiveOperationException e) {
            throw new IOException("The serializer " + name + " that wrote the stored values cannot be made: " + e, e);
        }
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        if (serializer == null) {
            throw new IllegalStateException("The snapshot was not read yet");
        }
        return serializer;
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return oldSerializerSnapshot instanceof StatelessSerializerSnapshot<T> old
                        && old.restoreSerializer().equals(restoreSerializer())
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : NestedCompatibility.otherType(oldSerializerSnapshot, this);
    }

    @Override
    public String toString() {
        String name = restoreSerializer().getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }
}
