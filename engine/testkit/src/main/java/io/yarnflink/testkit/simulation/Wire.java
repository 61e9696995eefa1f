package io.yarnflink.testkit.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** A message as bytes: what the receiver gets shares nothing with what the sender keeps. */
final class Wire {
    private static final SpecificData MODEL = new CompiledInModel();

    private final Schema schema;
    private final byte[] bytes;

    private Wire(Schema schema, byte[] bytes) {
        this.schema = schema;
        this.bytes = bytes;
    }

    static Wire of(SpecificRecord message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SpecificDatumWriter<SpecificRecord> writer = new SpecificDatumWriter<>(message.getSchema(), MODEL);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(message, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return new Wire(message.getSchema(), bytes.toByteArray());
    }

    SpecificRecord decode() {
        try {
            return new SpecificDatumReader<SpecificRecord>(schema, schema, MODEL)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
        } catch (IOException e) {
            throw new UncheckedIOException("a " + schema.getName() + " cannot be read back", e);
        }
    }

    /** Type and content, short enough for a trace. */
    String digest() {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return schema.getName() + "#" + Long.toHexString(crc.getValue());
    }

    /** Finds the generated classes without Avro's JVM-wide list of trusted ones, which is for schemas from outside. */
    private static final class CompiledInModel extends SpecificData {
        CompiledInModel() {
            super(Wire.class.getClassLoader());
            setCustomCoders(true);
        }

        @Override
        @SuppressWarnings("rawtypes") // Avro declares it so.
        public Class getClass(Schema schema) {
            if (schema.getType() != Schema.Type.RECORD) {
                return super.getClass(schema);
            }
            try {
                return Class.forName(schema.getFullName());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(schema.getFullName() + " is no message of the protocol", e);
            }
        }
    }
}
