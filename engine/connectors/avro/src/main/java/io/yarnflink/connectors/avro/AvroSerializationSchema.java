package io.yarnflink.connectors.avro;

import io.yarnflink.api.serialization.SerializationSchema;
import io.yarnflink.connectors.avro.typeutils.TrustedClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Avro records as messages that hold nothing but the record; the reader must know the schema. */
public class AvroSerializationSchema<T> implements SerializationSchema<T> {
    private final Class<T> recordClazz;
    private final @Nullable String schemaString;
    private final AvroEncoding encoding;
    private transient @Nullable DatumWriter<T> writer;
    private transient @Nullable Schema schema;

    protected AvroSerializationSchema(Class<T> recordClazz, @Nullable Schema schema, AvroEncoding encoding) {
        this.recordClazz = recordClazz;
        schemaString = schema == null ? null : schema.toString();
        this.encoding = encoding;
    }

    public static <T extends SpecificRecord> AvroSerializationSchema<T> forSpecific(Class<T> tClass) {
        return forSpecific(tClass, AvroEncoding.BINARY);
    }

    public static <T extends SpecificRecord> AvroSerializationSchema<T> forSpecific(
            Class<T> tClass, AvroEncoding encoding) {
        return new AvroSerializationSchema<>(tClass, null, encoding);
    }

    public static AvroSerializationSchema<GenericRecord> forGeneric(Schema schema) {
        return forGeneric(schema, AvroEncoding.BINARY);
    }

    public static AvroSerializationSchema<GenericRecord> forGeneric(Schema schema, AvroEncoding encoding) {
        return new AvroSerializationSchema<>(GenericRecord.class, schema, encoding);
    }

    /** The schema of the records that are written. */
    public Schema getSchema() {
        Schema known = schema;
        if (known == null) {
            known = schemaString == null
                    ? SpecificData.getForClass(recordClazz).getSchema(recordClazz)
                    : new Schema.Parser().parse(schemaString);
            schema = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked") // The model writes records of the class.
    private DatumWriter<T> writer() {
        DatumWriter<T> known = writer;
        if (known == null) {
            TrustedClasses.add(recordClazz, getSchema());
            GenericData data = schemaString == null ? SpecificData.getForClass(recordClazz) : GenericData.get();
            known = data.createDatumWriter(getSchema());
            writer = known;
        }
        return known;
    }

    @Override
    public byte[] serialize(T element) {
        var bytes = new ByteArrayOutputStream();
        try {
            Encoder encoder = encoding == AvroEncoding.BINARY
                    ? EncoderFactory.get().directBinaryEncoder(bytes, null)
                    : EncoderFactory.get().jsonEncoder(getSchema(), bytes);
            writer().write(element, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("A record of " + recordClazz.getName() + " cannot be written", e);
        }
        return bytes.toByteArray();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AvroSerializationSchema<?> that
                && that.getClass() == getClass()
                && recordClazz == that.recordClazz
                && Objects.equals(schemaString, that.schemaString)
                && encoding == that.encoding;
    }

    @Override
    public int hashCode() {
        return Objects.hash(recordClazz.getName(), schemaString, encoding);
    }
}
