package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshot of a serializer of which only the class of its values must be known. */
abstract class ClassSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable StoredClass type;

    ClassSnapshot() {}

    ClassSnapshot(Class<T> type) {
        this.type = StoredClass.of(type);
    }

    final StoredClass type() {
        if (type == null) {
            throw new IllegalStateException("The snapshot was not read yet");
        }
        return type;
    }

    @SuppressWarnings("unchecked") // The class is found by the name under which it was stored.
    final Class<T> currentClass() {
        return (Class<T>) type().load();
    }

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        type().write(out);
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        type = StoredClass.read(in, userCodeClassLoader);
    }

    @Override
    public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (oldSerializerSnapshot.getClass() != getClass()) {
            return NestedCompatibility.otherType(oldSerializerSnapshot, this);
        }
        Optional<String> renamed =
                ((ClassSnapshot<T>) oldSerializerSnapshot).type().renamed(type());
        return renamed.isPresent()
                ? TypeSerializerSchemaCompatibility.incompatible(renamed.get())
                : TypeSerializerSchemaCompatibility.compatibleAsIs();
    }

    @Override
    public String toString() {
        return type().name();
    }
}
