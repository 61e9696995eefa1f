package io.yarnflink.state;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the serializers with which stored values of one state are read now: those of today when they can, else those
 * of the time when the values were written. Refuses values whose classes have changed too much.
 */
public final class StoredSerializers {
    private final String state;
    private final Part[] parts;
    private final TypeSerializer<?>[] readers;
    private byte[] resolved = {};
    private boolean migrates;

    /** A part of each entry of a state; a key must hash as it did when it was stored. */
    public record Part(String name, TypeSerializer<?> serializer, boolean isKey) {
        public static Part key(TypeSerializer<?> serializer) {
            return new Part("its keys", serializer, true);
        }

        public static Part namespace(TypeSerializer<?> serializer) {
            return new Part("its namespaces", serializer, false);
        }

        public static Part values(TypeSerializer<?> serializer) {
            return new Part("its values", serializer, false);
        }
    }

    /** {@code state} is how messages call what is read. */
    public StoredSerializers(String state, Part... parts) {
        this.state = state;
        this.parts = parts.clone();
        readers = new TypeSerializer<?>[parts.length];
    }

    /** The snapshots of serializers; to be taken after they wrote, because some learn of classes as they write. */
    public static byte[] snapshots(TypeSerializer<?>... serializers) throws IOException {
        ByteArrayOutputView view = new ByteArrayOutputView(128);
        VarInts.writeInt(serializers.length, view);
        for (TypeSerializer<?> serializer : serializers) {
            TypeSerializerSnapshot.writeVersionedSnapshot(view, serializer.snapshotConfiguration());
        }
        return view.toByteArray();
    }

    /** Snapshots, their length before them, and then what the serializers wrote. */
    static byte[] join(byte[] snapshots, ByteArrayOutputView written) throws IOException {
        ByteArrayOutputView view = new ByteArrayOutputView(snapshots.length + written.position() + 5);
        join(snapshots, written, view);
        return view.toByteArray();
    }

    /** The same, into {@code target}. */
    public static void join(byte[] snapshots, ByteArrayOutputView written, ByteArrayOutputView target)
            throws IOException {
        VarInts.writeInt(snapshots.length, target);
        target.write(snapshots);
        target.write(written.array(), written.offset(), written.position());
    }

    /** Reads what {@link #join} put before the values, after which {@link #reader} has a serializer for each part. */
    void resolve(ByteArrayInputView source) throws IOException {
        int length = VarInts.readCount(source);
        if (length > source.remaining()) {
            throw new IOException("the snapshots of its serializers should have " + length + " bytes, but only "
                    + source.remaining() + " follow");
        }
        byte[] snapshots = new byte[length];
        source.readFully(snapshots);
        resolve(snapshots);
    }

    /** Finds a serializer for each part, which {@link #reader} has then. */
    public void resolve(byte[] snapshots) throws IOException {
        // All key groups of a job have the same ones.
        if (Arrays.equals(snapshots, resolved)) {
            return;
        }
        ByteArrayInputView source = new ByteArrayInputView(snapshots);
        int count = VarInts.readCount(source);
        if (count != parts.length) {
            throw refused("it was stored with " + count + " serializers and is read with " + parts.length
                    + "; is it of another kind now?");
        }
        migrates = false;
        for (int i = 0; i < count; i++) {
            readers[i] = reader(parts[i], TypeSerializerSnapshot.readVersionedSnapshot(source, loader()));
        }
        resolved = snapshots.clone();
    }

    @SuppressWarnings("unchecked") // The part's serializer says what is read.
    public <V> TypeSerializer<V> reader(int part) {
        return (TypeSerializer<V>) readers[part];
    }

    /** Whether what is stored of some part must be written anew before today's serializers can read it. */
    public boolean migrates() {
        return migrates;
    }

    private TypeSerializer<?> reader(Part part, TypeSerializerSnapshot<?> stored) {
        TypeSerializerSchemaCompatibility<?> verdict =
                NestedCompatibility.resolve(part.serializer().snapshotConfiguration(), stored);
        if (verdict.isIncompatible()) {
            throw refused(part.name() + " cannot be read: "
                    + verdict.getReason().orElse(stored + " is not compatible with " + part.serializer()));
        }
        if (verdict.isCompatibleAfterMigration()) {
            if (part.isKey()) {
                throw refused("the fields of its keys have changed (" + stored + "), so that equal keys may hash"
                        + " differently now and would not be found; keep the class of keys as it was");
            }
            migrates = true;
            return stored.restoreSerializer();
        }
        return verdict.isCompatibleWithReconfiguredSerializer()
                ? verdict.getReconfiguredSerializer()
                : part.serializer();
    }

    private IllegalStateException refused(String reason) {
        return new IllegalStateException(state + " cannot be restored: " + reason);
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? StoredSerializers.class.getClassLoader() : context;
    }
}
