package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The snapshot of an enum's serializer: the names of the constants in their order; none of them may go. */
public final class EnumSerializerSnapshot<T extends Enum<T>> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable StoredClass type;
    private List<String> constants = List.of();

    /** To be read. */
    public EnumSerializerSnapshot() {}

    EnumSerializerSnapshot(Class<T> type, List<String> constants) {
        this.type = StoredClass.of(type);
        this.constants = List.copyOf(constants);
    }

    private StoredClass type() {
        if (type == null) {
            throw new IllegalStateException("The snapshot was not read yet");
        }
        return type;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        type().write(out);
        VarInts.writeInt(constants.size(), out);
        for (String constant : constants) {
            out.writeUTF(constant);
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        type = StoredClass.read(in, userCodeClassLoader);
        List<String> read = new ArrayList<>();
        for (int left = VarInts.readCount(in); left > 0; left--) {
            read.add(in.readUTF());
        }
        constants = List.copyOf(read);
    }

    @Override
    @SuppressWarnings("unchecked") // The class is found by the name under which it was stored.
    public TypeSerializer<T> restoreSerializer() {
        Class<?> found = type().load();
        if (!found.isEnum()) {
            throw new IllegalStateException(
                    "Values were stored as enum " + found.getName() + ", which is no enum any more");
        }
        return new EnumSerializer<>((Class<T>) found, constants);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof EnumSerializerSnapshot<T> stored)) {
            return NestedCompatibility.otherType(oldSerializerSnapshot, this);
        }
        Optional<String> renamed = stored.type().renamed(type());
        if (renamed.isPresent()) {
            return TypeSerializerSchemaCompatibility.incompatible(renamed.get());
        }
        List<String> gone = new ArrayList<>(stored.constants);
        gone.removeAll(constants);
        if (!gone.isEmpty()) {
            return TypeSerializerSchemaCompatibility.incompatible("enum " + type().name() + " has lost "
                    + String.join(", ", gone) + ", which may be among the stored values; keep the constants that were");
        }
        boolean onlyAppended = constants.subList(0, stored.constants.size()).equals(stored.constants);
        return onlyAppended
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    @Override
    public String toString() {
        return "enum " + type().name();
    }
}
