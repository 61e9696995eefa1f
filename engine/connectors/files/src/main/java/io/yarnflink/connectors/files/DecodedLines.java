package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.serialization.DeserializationSchema;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One record a line, as a schema reads it; lines end with LF or CR LF, and an empty line holds none. */
public final class DecodedLines<T> implements StreamFormat<T> {
    private final TextLineInputFormat lines = new TextLineInputFormat("ISO-8859-1");
    private final DeserializationSchema<T> schema;

    /** {@code schema} is given the bytes of each line. */
    public DecodedLines(DeserializationSchema<T> schema) {
        this.schema = Objects.requireNonNull(schema, "schema is null");
    }

    @Override
    public boolean isSplittable() {
        return true;
    }

    @Override
    public Reader<T> open(FSDataInputStream file, long start, long end) throws IOException {
        return new DecodedReader<>(lines.open(file, start, end), schema);
    }

    @Override
    public Reader<T> open(InputStream decompressed, long start) throws IOException {
        return new DecodedReader<>(lines.open(decompressed, start), schema);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return schema.getProducedType();
    }

    /** Decodes what a reader of lines reads. */
    private record DecodedReader<T>(Reader<String> lines, DeserializationSchema<T> schema) implements Reader<T> {
        @Override
        public @Nullable T read() throws IOException {
            String line = lines.read();
            while (line != null) {
                T record = line.isBlank() ? null : decode(line);
                if (record != null) {
                    return record;
                }
                line = lines.read();
            }
            return null;
        }

        private @Nullable T decode(String line) throws IOException {
            try {
                // Each character stands for a byte, whatever the charset of the file is.
                return schema.deserialize(line.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException | RuntimeException e) {
                throw new IOException("the line at byte " + lines.position() + " cannot be read: " + e.getMessage(), e);
            }
        }

        @Override
        public long position() {
            return lines.position();
        }

        @Override
        public long nextPosition() {
            return lines.nextPosition();
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
