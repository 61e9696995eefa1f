package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot of a serializer of a class with named fields. Fields may come, go and change places; a field that stays
 * keeps its type, or one that takes over its values; the class keeps its name.
 */
abstract class FieldsSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable StoredClass type;
    private @Nullable FieldList fields;
    private TypeSerializerSnapshot<?>[] nested = {};

    FieldsSnapshot() {}

    FieldsSnapshot(Class<T> type, FieldList fields, TypeSerializer<?>[] serializers) {
        this.type = StoredClass.of(type);
        this.fields = fields;
        nested = Arrays.stream(serializers)
                .map(TypeSerializer::snapshotConfiguration)
                .toArray(TypeSerializerSnapshot<?>[]::new);
    }

    /** The serializer of these fields, read into the class as it is now. */
    abstract TypeSerializer<T> serializer(
            Class<T> currentType, FieldList storedFields, TypeSerializer<?>[] serializers);

    /** What a message calls such a class. */
    abstract String kind();

    final StoredClass type() {
        if (type == null) {
            throw new IllegalStateException("The snapshot was not read yet");
        }
        return type;
    }

    private FieldList fields() {
        if (fields == null) {
            throw new IllegalStateException("The snapshot was not read yet");
        }
        return fields;
    }

    @Override
    public final int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        type().write(out);
        fields().write(out);
        for (TypeSerializerSnapshot<?> each : nested) {
            TypeSerializerSnapshot.writeVersionedSnapshot(out, each);
        }
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        type = StoredClass.read(in, userCodeClassLoader);
        FieldList read = FieldList.read(in);
        nested = new TypeSerializerSnapshot<?>[read.size()];
        for (int i = 0; i < nested.length; i++) {
            nested[i] = TypeSerializerSnapshot.readVersionedSnapshot(in, userCodeClassLoader);
        }
        fields = read;
    }

    @Override
    @SuppressWarnings("unchecked") // The class is found by the name under which it was stored.
    public final TypeSerializer<T> restoreSerializer() {
        return serializer((Class<T>) type().load(), fields(), restored());
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
        var stored = (FieldsSnapshot<T>) oldSerializerSnapshot;
        Optional<String> renamed = stored.type().renamed(type());
        if (renamed.isPresent()) {
            return TypeSerializerSchemaCompatibility.incompatible(renamed.get());
        }
        var parts = new NestedCompatibility(restored());
        compareFields(stored, parts);
        compareMore(stored, parts);
        return parts.verdict(this::reconfigured);
    }

    @SuppressWarnings("unchecked") // The class is the one that the snapshot was taken of.
    private TypeSerializer<T> reconfigured(TypeSerializer<?>[] serializers) {
        return serializer((Class<T>) type().load(), fields(), serializers);
    }

    private void compareFields(FieldsSnapshot<T> stored, NestedCompatibility parts) {
        if (!stored.fields().names().equals(fields().names())) {
            parts.migrate();
        }
        for (int i = 0; i < nested.length; i++) {
            int before = stored.fields().names().indexOf(fields().names().get(i));
            if (before >= 0) {
                compareField(i, stored, before, parts);
            }
        }
    }

    private void compareField(int index, FieldsSnapshot<T> stored, int before, NestedCompatibility parts) {
        TypeSerializerSchemaCompatibility<?> verdict =
                NestedCompatibility.resolve(nested[index], stored.nested[before]);
        String field = "field " + fields().names().get(index) + " of " + type().name();
        String typeNow = fields().types().get(index);
        String typeBefore = stored.fields().types().get(before);
        if (verdict.isIncompatible() && !typeNow.equals(typeBefore)) {
            parts.refuse(field + " was of type " + typeBefore + " and is now of type " + typeNow
                    + "; give the field a new name instead");
        } else {
            parts.part(index, field, verdict);
        }
    }

    /** Compares what there is beside the fields. */
    void compareMore(FieldsSnapshot<T> stored, NestedCompatibility parts) {}

    @Override
    public final String toString() {
        return kind() + ' ' + type().name();
    }
}
