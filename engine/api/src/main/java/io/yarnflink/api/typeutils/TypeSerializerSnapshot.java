package io.yarnflink.api.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/**
 * What must be known of a serializer to read, later and perhaps with changed classes, the bytes that it wrote. It is
 * stored beside the bytes; its class needs a constructor without parameters to be read back.
 */
public interface TypeSerializerSnapshot<T> {
    /** Writes a snapshot with its class and version, for {@link #readVersionedSnapshot}. */
    static void writeVersionedSnapshot(DataOutputView out, TypeSerializerSnapshot<?> snapshot) throws IOException {
        out.writeUTF(snapshot.getClass().getName());
        out.writeInt(snapshot.getCurrentVersion());
        snapshot.writeSnapshot(out);
    }

    static <T> TypeSerializerSnapshot<T> readVersionedSnapshot(DataInputView in, ClassLoader cl) throws IOException {
        TypeSerializerSnapshot<T> snapshot = SnapshotClasses.instance(in.readUTF(), cl);
        snapshot.readSnapshot(in.readInt(), in, cl);
        return snapshot;
    }

    /** The version of what {@link #writeSnapshot} writes. */
    int getCurrentVersion();

    void writeSnapshot(DataOutputView out) throws IOException;

    /** Reads what {@link #writeSnapshot} wrote when the version was {@code readVersion}. */
    void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException;

    /** A serializer for the bytes as they were written; what it reads are values of the classes as they are now. */
    TypeSerializer<T> restoreSerializer();

    /** Whether the serializer that this is the snapshot of can take over bytes from that of an older snapshot. */
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        SnapshotClasses.checkResolves(oldSerializerSnapshot.getClass());
        return oldSerializerSnapshot.resolveSchemaCompatibility(restoreSerializer());
    }

    /**
     * The same question asked of the older snapshot.
     *
     * @deprecated in favour of the other direction
     */
    @Deprecated
    default TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializer<T> newSerializer) {
        return newSerializer.snapshotConfiguration().resolveSchemaCompatibility(this);
    }
}
