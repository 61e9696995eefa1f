package io.yarnflink.api.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The snapshot of a serializer that consists of others, such as that of a list or of a pair: its own part, if any, and
 * the snapshots of the nested ones, whose verdicts are put together.
 */
public abstract class CompositeTypeSerializerSnapshot<T, S extends TypeSerializer<T>>
        implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private TypeSerializerSnapshot<?>[] nested = {};

    /** Whether what a serializer has of its own, beside the nested ones, fits older bytes. */
    protected enum OuterSchemaCompatibility {
        COMPATIBLE_AS_IS,
        COMPATIBLE_AFTER_MIGRATION,
        INCOMPATIBLE
    }

    /** To be read. */
    public CompositeTypeSerializerSnapshot() {}

    /**
     * To be read.
     *
     * @deprecated the class is not needed
     */
    @Deprecated
    @SuppressWarnings("rawtypes") // Its users pass a plain class.
    public CompositeTypeSerializerSnapshot(Class<? extends TypeSerializer> correspondingSerializerClass) {}

    /** To be written. */
    @SuppressWarnings("this-escape")
    public CompositeTypeSerializerSnapshot(S serializerInstance) {
        nested = Arrays.stream(getNestedSerializers(serializerInstance))
                .map(TypeSerializer::snapshotConfiguration)
                .toArray(TypeSerializerSnapshot<?>[]::new);
    }

    /** The version of the serializer's own part. */
    protected abstract int getCurrentOuterSnapshotVersion();

    /** The nested serializers, always in the same order. */
    protected abstract TypeSerializer<?>[] getNestedSerializers(S outerSerializer);

    protected abstract S createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nestedSerializers);

    protected void writeOuterSnapshot(DataOutputView out) throws IOException {}

    protected void readOuterSnapshot(int readOuterSnapshotVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {}

    /** Whether the outer part takes over that of an older snapshot. */
    @SuppressWarnings("unchecked") // Both are of this class.
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        return ((CompositeTypeSerializerSnapshot<T, S>) oldSerializerSnapshot)
                .resolveOuterSchemaCompatibility((S) restoreSerializer());
    }

    /**
     * The same question asked of the older snapshot.
     *
     * @deprecated in favour of the other direction
     */
    @Deprecated
    protected OuterSchemaCompatibility resolveOuterSchemaCompatibility(S newSerializer) {
        return isOuterSnapshotCompatible(newSerializer)
                ? OuterSchemaCompatibility.COMPATIBLE_AS_IS
                : OuterSchemaCompatibility.INCOMPATIBLE;
    }

    /**
     * The same question without migration.
     *
     * @deprecated in favour of {@link #resolveOuterSchemaCompatibility(TypeSerializerSnapshot)}
     */
    @Deprecated
    protected boolean isOuterSnapshotCompatible(S newSerializer) {
        return true;
    }

    /** How messages call a nested part. */
    protected String nestedName(int index) {
        return "part " + index;
    }

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    public TypeSerializerSnapshot<?>[] getNestedSerializerSnapshots() {
        return nested.clone();
    }

    @Override
    public final void writeSnapshot(DataOutputView out) throws IOException {
        out.writeInt(getCurrentOuterSnapshotVersion());
        writeOuterSnapshot(out);
        VarInts.writeInt(nested.length, out);
        for (TypeSerializerSnapshot<?> each : nested) {
            TypeSerializerSnapshot.writeVersionedSnapshot(out, each);
        }
    }

    @Override
    public final void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader)
            throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("The stored snapshot " + getClass().getName() + " has version " + readVersion
                    + ", but this release reads version " + VERSION);
        }
        readOuterSnapshot(in.readInt(), in, userCodeClassLoader);
        int count = VarInts.readCount(in);
        if (count > Short.MAX_VALUE) {
            throw new IOException("The stored snapshot " + getClass().getName() + " says it has " + count + " parts");
        }
        nested = new TypeSerializerSnapshot<?>[count];
        for (int i = 0; i < count; i++) {
            nested[i] = TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader);
        }
    }

    @Override
    public final TypeSerializer<T> restoreSerializer() {
        return createOuterSerializerWithNestedSerializers(restored());
    }

    private TypeSerializer<?>[] restored() {
        return Arrays.stream(nested)
                .map(TypeSerializerSnapshot::restoreSerializer)
                .toArray(TypeSerializer<?>[]::new);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (oldSerializerSnapshot.getClass() != getClass()) {
            return NestedCompatibility.otherType(oldSerializerSnapshot, this);
        }
        TypeSerializerSnapshot<?>[] stored = ((CompositeTypeSerializerSnapshot<?, ?>) oldSerializerSnapshot).nested;
        if (stored.length != nested.length) {
            return NestedCompatibility.otherType(oldSerializerSnapshot, this);
        }
        var parts = new NestedCompatibility(restored());
        switch (resolveOuterSchemaCompatibility(oldSerializerSnapshot)) {
            case COMPATIBLE_AS_IS -> {}
            case COMPATIBLE_AFTER_MIGRATION -> parts.migrate();
            case INCOMPATIBLE ->
                parts.refuse("values were stored as " + oldSerializerSnapshot + ", whose settings do not fit those of "
                        + this);
        }
        for (int i = 0; i < nested.length; i++) {
            parts.part(i, nestedName(i), NestedCompatibility.resolve(nested[i], stored[i]));
        }
        return parts.verdict(this::createOuterSerializerWithNestedSerializers);
    }

    @Override
    public String toString() {
        String name = getClass().getName();
        return Arrays.stream(nested)
                .map(Object::toString)
                .collect(Collectors.joining(", ", name.substring(name.lastIndexOf('.') + 1) + '<', ">"));
    }
}
