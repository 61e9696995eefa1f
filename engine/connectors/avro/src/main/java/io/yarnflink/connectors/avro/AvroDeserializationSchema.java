package io.yarnflink.connectors.avro;

import io.yarnflink.api.serialization.DeserializationSchema;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.connectors.avro.typeutils.AvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.GenericRecordAvroTypeInfo;
import io.yarnflink.connectors.avro.typeutils.TrustedClasses;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/** Reads messages that hold nothing but an Avro record of a known schema. */
public class AvroDeserializationSchema<T> implements DeserializationSchema<T> {
    private final Class<T> recordClazz;
    private final @Nullable String schemaString;
    private final AvroEncoding encoding;
    private transient @Nullable DatumReader<T> reader;
    private transient @Nullable Schema schema;

    /** {@code reader} is the schema of the records; null when the class says it. */
    protected AvroDeserializationSchema(Class<T> recordClazz, @Nullable Schema reader, AvroEncoding encoding) {
        this.recordClazz = recordClazz;
        schemaString = reader == null ? null : reader.toString();
        this.encoding = encoding;
    }

    public static <T extends SpecificRecord> AvroDeserializationSchema<T> forSpecific(Class<T> tClass) {
        return forSpecific(tClass, AvroEncoding.BINARY);
    }

    public static <T extends SpecificRecord> AvroDeserializationSchema<T> forSpecific(
            Class<T> tClass, AvroEncoding encoding) {
        return new AvroDeserializationSchema<>(tClass, null, encoding);
    }

    public static AvroDeserializationSchema<GenericRecord> forGeneric(Schema schema) {
        return forGeneric(schema, AvroEncoding.BINARY);
    }

    public static AvroDeserializationSchema<GenericRecord> forGeneric(Schema schema, AvroEncoding encoding) {
        return new AvroDeserializationSchema<>(GenericRecord.class, schema, encoding);
    }

    private Schema schema() {
        Schema known = schema;
        if (known == null) {
            known = schemaString == null
                    ? SpecificData.getForClass(recordClazz).getSchema(recordClazz)
                    : new Schema.Parser().parse(schemaString);
            schema = known;
        }
        return known;
    }

    @SuppressWarnings("unchecked") // The model reads records of the class.
    private DatumReader<T> reader() {
        DatumReader<T> known = reader;
        if (known == null) {
            TrustedClasses.add(recordClazz, schema());
            GenericData data = schemaString == null ? SpecificData.getForClass(recordClazz) : GenericData.get();
            known = data.createDatumReader(schema());
            reader = known;
        }
        return known;
    }

    @Override
    public @Nullable T deserialize(byte @Nullable [] message) throws IOException {
        if (message == null) {
            return null;
        }
        try {
            Decoder decoder = encoding == AvroEncoding.BINARY
                    ? DecoderFactory.get().binaryDecoder(message, null)
                    : DecoderFactory.get().jsonDecoder(schema(), new ByteArrayInputStream(message));
            return reader().read(null, decoder);
        } catch (IOException | AvroRuntimeException e) {
            throw new IOException(
                    "A message of " + message.length + " bytes is no " + encoding + " record of "
                            + schema().getFullName() + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public boolean isEndOfStream(T nextElement) {
        return false;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // The class is looked at first.
    public TypeInformation<T> getProducedType() {
        return SpecificRecordBase.class.isAssignableFrom(recordClazz)
                ? new AvroTypeInfo(recordClazz)
                : (TypeInformation<T>) new GenericRecordAvroTypeInfo(schema());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AvroDeserializationSchema<?> that
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
