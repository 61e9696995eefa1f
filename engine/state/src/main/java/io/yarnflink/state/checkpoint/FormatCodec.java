package io.yarnflink.state.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Records of the format as bytes; schemas are compiled in, none is ever read from a file. */
public final class FormatCodec {
    private static final SpecificData MODEL = new CompiledInModel();

    private FormatCodec() {}

    public static byte[] encode(SpecificRecord value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new SpecificDatumWriter<SpecificRecord>(value.getSchema(), MODEL).write(value, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** Bytes that this release wrote; an {@link IOException} when they are not a whole {@code type}. */
    public static <T extends SpecificRecord> T decode(Class<T> type, byte[] bytes) throws IOException {
        return decode(type, MODEL.getSchema(type), bytes);
    }

    /** Bytes that {@code writer} describes. */
    static <T extends SpecificRecord> T decode(Class<T> type, Schema writer, byte[] bytes) throws IOException {
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
            T value = new SpecificDatumReader<T>(writer, MODEL.getSchema(type), MODEL).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("bytes follow the " + type.getSimpleName());
            }
            return value;
        } catch (RuntimeException e) {
            throw new IOException("not a " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** Finds the generated classes without Avro's JVM-wide list of trusted ones, which is for schemas from outside. */
    private static final class CompiledInModel extends SpecificData {
        CompiledInModel() {
            super(FormatCodec.class.getClassLoader());
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
                throw new IllegalStateException(schema.getFullName() + " is no record of the format", e);
            }
        }
    }
}
