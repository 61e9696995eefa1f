package io.yarnflink.connectors.avro.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.StringEncoding;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.jspecify.annotations.Nullable;

/** The schema with which values were written; Avro's own rules say which later schemas read them. */
public final class AvroSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable String className;
    private @Nullable String schema;
    private @Nullable Class<T> type;
    private @Nullable ClassLoader loader;
    private @Nullable String current;

    /** To be read. */
    public AvroSerializerSnapshot() {}

    AvroSerializerSnapshot(Class<T> type, String schema) {
        this.type = type;
        className = type.getName();
        this.schema = schema;
    }

    private String schema() {
        return Objects.requireNonNull(schema, "the snapshot was not read yet");
    }

    private Schema parsed() {
        return new Schema.Parser().parse(schema());
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(Objects.requireNonNull(className, "the snapshot was not read yet"));
        StringEncoding.write(schema(), out);
    }

    @Override
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        className = in.readUTF();
        schema = StringEncoding.read(in);
        loader = userCodeClassLoader;
    }

    /** Reads into the schema that the class has now; generic records, into that which compatibility was asked for. */
    @Override
    public TypeSerializer<T> restoreSerializer() {
        Class<T> found = type();
        String target = current;
        if (target == null) {
            target = AvroModel.of(found) == AvroModel.GENERIC
                    ? schema()
                    : AvroModel.of(found).schema(found).toString();
        }
        return new AvroSerializer<>(found, schema(), target);
    }

    @SuppressWarnings("unchecked") // The class is found by the name under which it was stored.
    private Class<T> type() {
        if (type != null) {
            return type;
        }
        try {
            return (Class<T>) Class.forName(className, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "Avro values were stored as " + className + ", which is not on the class path any more", e);
        }
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
            TypeSerializerSnapshot<T> oldSerializerSnapshot) {
        if (!(oldSerializerSnapshot instanceof AvroSerializerSnapshot<T> stored)) {
            return NestedCompatibility.otherType(oldSerializerSnapshot, this);
        }
        if (stored.schema().equals(schema())) {
            return TypeSerializerSchemaCompatibility.compatibleAsIs();
        }
        Schema reader = parsed();
        SchemaPairCompatibility verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, stored.parsed());
        if (verdict.getType() != SchemaCompatibilityType.COMPATIBLE) {
            return TypeSerializerSchemaCompatibility.incompatible(verdict.getResult().getIncompatibilities().stream()
                    .map(each -> SchemaLocation.name(reader, each.getLocation()) + " changed: " + each.getMessage()
                            + " (" + each.getType() + ")")
                    .collect(Collectors.joining("; ", "the stored Avro schema does not fit the one now: ", "")));
        }
        // A class that took over another's name by an alias, and generic records, say only here what is read into.
        stored.type = type();
        stored.current = schema();
        return TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    @Override
    public String toString() {
        return "Avro " + parsed().getFullName();
    }
}
