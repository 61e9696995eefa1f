package io.yarnflink.connectors.avro.typeutils;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Reads and writes values of one class in the binary format of one schema, which may be an older one; one thread. */
final class AvroFormat<T> {
    private final GenericData data;
    private final Schema written;
    private final Schema current;
    private final DatumReader<T> reader;
    private final DatumWriter<T> writer;
    private @Nullable BinaryDecoder decoder;
    private @Nullable BinaryEncoder encoder;

    /** {@code written} is the schema of the bytes, {@code current} that of the values. */
    @SuppressWarnings("unchecked") // The model reads and writes values of the class.
    AvroFormat(Class<T> type, Schema written, Schema current) {
        TrustedClasses.add(type, current);
        data = AvroModel.of(type).data(type);
        this.written = written;
        this.current = current;
        reader = data.createDatumReader(written, current);
        writer = data.createDatumWriter(current);
    }

    void write(T value, OutputStream target) throws IOException {
        encoder = EncoderFactory.get().directBinaryEncoder(target, encoder);
        if (written.equals(current)) {
            writer.write(value, encoder);
        } else {
            writeOlder(value, encoder);
        }
    }

    /** Goes by way of the bytes of the current schema, which Avro resolves to the older one. */
    private void writeOlder(T value, BinaryEncoder target) throws IOException {
        var bytes = new ByteArrayOutputStream();
        BinaryEncoder own = EncoderFactory.get().directBinaryEncoder(bytes, null);
        writer.write(value, own);
        own.flush();
        BinaryDecoder source = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        Object older = new GenericDatumReader<Object>(current, written).read(null, source);
        new GenericDatumWriter<Object>(written).write(older, target);
    }

    T read(InputStream source) throws IOException {
        decoder = DecoderFactory.get().directBinaryDecoder(source, decoder);
        return reader.read(null, decoder);
    }

    T copy(T value) {
        return data.deepCopy(current, value);
    }
}
