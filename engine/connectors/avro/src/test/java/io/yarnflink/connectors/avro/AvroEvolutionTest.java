package io.yarnflink.connectors.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.memory.ByteArrayOutputView;
import io.yarnflink.api.memory.StringEncoding;
import io.yarnflink.api.typeutils.NestedCompatibility;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSchemaCompatibility;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.connectors.avro.samples.Address;
import io.yarnflink.connectors.avro.typeutils.AvroSerializer;
import io.yarnflink.connectors.avro.typeutils.AvroSerializerSnapshot;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** What Avro's rules for schemas mean for values that are stored. */
class AvroEvolutionTest {
    private static final ClassLoader LOADER = AvroEvolutionTest.class.getClassLoader();
    private static final Schema VISITOR = SchemaBuilder.record("p.Visitor")
            .fields()
            .requiredString("name")
            .requiredInt("visits")
            .endRecord();

    private static GenericRecord visitor() {
        return new GenericRecordBuilder(VISITOR)
                .set("name", "Ada")
                .set("visits", 3)
                .build();
    }

    @Test
    void anEqualSchemaIsReadAsIs() throws IOException {
        assertThat(resolve(generic(VISITOR), stored(generic(VISITOR))).isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void fieldsWithDefaultsMayComeAndAnyMayGo() throws IOException {
        Schema later = SchemaBuilder.record("p.Visitor")
                .fields()
                .name("town")
                .type()
                .stringType()
                .stringDefault("Bern")
                .requiredLong("visits")
                .endRecord();
        TypeSerializerSnapshot<GenericRecord> old = stored(generic(VISITOR));
        assertThat(resolve(generic(later), old).isCompatibleAfterMigration()).isTrue();
        TypeSerializer<GenericRecord> restored = old.restoreSerializer();
        GenericRecord read = read(restored, bytes(generic(VISITOR), visitor()));
        assertThat(read).hasToString("{\"town\": \"Bern\", \"visits\": 3}");
        assertThat(read.getSchema()).isEqualTo(later);
        assertThat(read(generic(later), bytes(generic(later), read))).isEqualTo(read);
    }

    @Test
    void arestoredSerializerWritesTheOlderSchemaAgain() throws IOException {
        Schema later = SchemaBuilder.record("p.Visitor")
                .fields()
                .requiredInt("visits")
                .requiredString("name")
                .optionalString("town")
                .endRecord();
        TypeSerializerSnapshot<GenericRecord> old = stored(generic(VISITOR));
        assertThat(resolve(generic(later), old).isCompatibleAfterMigration()).isTrue();
        byte[] bytes = bytes(generic(VISITOR), visitor());
        TypeSerializer<GenericRecord> restored = old.restoreSerializer();
        assertThat(bytes(restored, read(restored, bytes))).isEqualTo(bytes);
        assertThat(bytes(restored.duplicate(), restored.copy(read(restored, bytes))))
                .isEqualTo(bytes);
    }

    @Test
    void aGenericRecordIsReadInItsOwnSchemaUntilAnotherIsAskedFor() throws IOException {
        TypeSerializer<GenericRecord> restored = stored(generic(VISITOR)).restoreSerializer();
        assertThat(read(restored, bytes(generic(VISITOR), visitor()))).isEqualTo(visitor());
        assertThat(restored).isEqualTo(generic(VISITOR));
    }

    @Test
    void aFieldWithoutADefaultMayNotCome() throws IOException {
        Schema later = SchemaBuilder.record("p.Visitor")
                .fields()
                .requiredString("name")
                .requiredString("town")
                .endRecord();
        assertThat(reason(generic(later), stored(generic(VISITOR))))
                .startsWith("the stored Avro schema does not fit the one now: field town of p.Visitor changed: town")
                .endsWith("(READER_FIELD_MISSING_DEFAULT_VALUE)");
    }

    @Test
    void aFieldMayNotChangeItsTypeToANarrowerOne() throws IOException {
        Schema later = SchemaBuilder.record("p.Visitor")
                .fields()
                .requiredString("name")
                .name("visits")
                .type()
                .array()
                .items()
                .intType()
                .noDefault()
                .endRecord();
        assertThat(reason(generic(later), stored(generic(VISITOR))))
                .startsWith("the stored Avro schema does not fit the one now: field visits of p.Visitor changed:")
                .contains("reader type: ARRAY not compatible with writer type: INT");
    }

    @Test
    void theNameOfARecordMayChangeOnlyWithAnAlias() throws IOException {
        Schema renamed = SchemaBuilder.record("p.Guest")
                .fields()
                .requiredString("name")
                .requiredInt("visits")
                .endRecord();
        assertThat(reason(generic(renamed), stored(generic(VISITOR)))).contains("schema p.Guest changed");
        Schema aliased = SchemaBuilder.record("p.Guest")
                .aliases("p.Visitor")
                .fields()
                .requiredString("name")
                .requiredInt("visits")
                .endRecord();
        TypeSerializerSnapshot<GenericRecord> old = stored(generic(VISITOR));
        assertThat(resolve(generic(aliased), old).isCompatibleAfterMigration()).isTrue();
        assertThat(read(old.restoreSerializer(), bytes(generic(VISITOR), visitor()))
                        .getSchema())
                .isEqualTo(aliased);
    }

    @Test
    void aCompiledClassReadsWhatWasStoredWithItsOlderSchema() throws IOException {
        Schema before = SchemaBuilder.record(Address.getClassSchema().getFullName())
                .fields()
                .name("street")
                .prop("avro.java.string", "String")
                .type()
                .stringType()
                .noDefault()
                .requiredInt("number")
                .endRecord();
        TypeSerializerSnapshot<Address> old = snapshot(Address.class.getName(), before);
        TypeSerializer<Address> now = new AvroSerializer<>(Address.class);
        assertThat(resolve(now, old).isCompatibleAfterMigration()).isTrue();
        GenericRecord stored = new GenericRecordBuilder(before)
                .set("street", "Main")
                .set("number", 5)
                .build();
        assertThat(read(old.restoreSerializer(), bytes(generic(before), stored)))
                .isEqualTo(Address.newBuilder().setStreet("Main").build());
        TypeSerializerSnapshot<Address> unasked = snapshot(Address.class.getName(), before);
        assertThat(read(unasked.restoreSerializer(), bytes(generic(before), stored))
                        .getStreet())
                .isEqualTo("Main");
    }

    @Test
    void aMissingClassAndAnotherKindOfSerializerAreNamed() throws IOException {
        assertThatThrownBy(() -> snapshot("p.Gone", VISITOR).restoreSerializer())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Avro values were stored as p.Gone, which is not on the class path any more");
        TypeSerializerSnapshot<?> longs = LongSerializer.INSTANCE.snapshotConfiguration();
        assertThat(NestedCompatibility.resolve(generic(VISITOR).snapshotConfiguration(), longs)
                        .getReason())
                .contains("values were stored as LongSerializer, but the program reads them as Avro p.Visitor");
    }

    private static TypeSerializer<GenericRecord> generic(Schema schema) {
        return new AvroSerializer<>(GenericRecord.class, schema);
    }

    private static <T> TypeSerializerSnapshot<T> snapshot(String className, Schema schema) throws IOException {
        var view = new ByteArrayOutputView(64);
        view.writeUTF(className);
        StringEncoding.write(schema.toString(), view);
        var snapshot = new AvroSerializerSnapshot<T>();
        snapshot.readSnapshot(snapshot.getCurrentVersion(), new ByteArrayInputView(view.toByteArray()), LOADER);
        return snapshot;
    }

    private static <T> TypeSerializerSnapshot<T> stored(TypeSerializer<T> serializer) throws IOException {
        var view = new ByteArrayOutputView(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(view, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(new ByteArrayInputView(view.toByteArray()), LOADER);
    }

    private static <T> TypeSerializerSchemaCompatibility<T> resolve(
            TypeSerializer<T> now, TypeSerializerSnapshot<T> old) {
        return now.snapshotConfiguration().resolveSchemaCompatibility(old);
    }

    private static <T> String reason(TypeSerializer<T> now, TypeSerializerSnapshot<T> old) {
        return resolve(now, old).getReason().orElseThrow();
    }

    private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
        var view = new ByteArrayOutputView(64);
        serializer.serialize(value, view);
        return view.toByteArray();
    }

    private static <T> T read(TypeSerializer<T> serializer, byte[] bytes) throws IOException {
        return serializer.deserialize(new ByteArrayInputView(bytes));
    }
}
