package io.yarnflink.connectors.avro.typeutils;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Values in Avro's binary format, without their schema, which is known on both sides: of a class that was compiled from
 * a schema, of a generic record with its schema, or of any class by reflection.
 */
public final class AvroSerializer<T> extends TypeSerializer<T> {
    private final Class<T> type;
    /** The schema of the bytes. */
    private final String written;
    /** The schema of the values; another one only while an older schema is read. */
    private final String current;

    private transient @Nullable AvroFormat<T> format;
    private transient @Nullable Schema schema;

    /** A class that says its schema: compiled from it, or looked at by reflection. */
    public AvroSerializer(Class<T> type) {
        this(type, AvroModel.of(type).schema(type));
    }

    /** {@code schema} is that of the values. */
    public AvroSerializer(Class<T> type, Schema schema) {
        this(type, schema.toString(), schema.toString());
    }

    AvroSerializer(Class<T> type, String written, String current) {
        this.type = type;
        this.written = written;
        this.current = current;
    }

    public Class<T> getType() {
        return type;
    }

    /** The schema of the values. */
    public Schema getAvroSchema() {
        Schema known = schema;
        if (known == null) {
            known = new Schema.Parser().parse(current);
            schema = known;
        }
        return known;
    }

    private AvroFormat<T> format() {
        AvroFormat<T> known = format;
        if (known == null) {
            Schema bytes = written.equals(current) ? getAvroSchema() : new Schema.Parser().parse(written);
            known = new AvroFormat<>(type, bytes, getAvroSchema());
            format = known;
        }
        return known;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return new AvroSerializer<>(type, written, current);
    }

    @Override
    @SuppressWarnings("unchecked") // A record of the schema is one of the class.
    public T createInstance() {
        return AvroModel.of(type) == AvroModel.GENERIC
                ? (T) new GenericData.Record(getAvroSchema())
                : (T) SpecificData.newInstance(type, getAvroSchema());
    }

    @Override
    public T copy(T from) {
        return format().copy(from);
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        format().write(value, target instanceof OutputStream stream ? stream : new ViewOutputStream(target));
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        return format().read(new ViewInputStream(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new AvroSerializerSnapshot<>(type, written);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AvroSerializer<?> that
                && type == that.type
                && written.equals(that.written)
                && current.equals(that.current);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type.getName(), written);
    }

    @Override
    public String toString() {
        return "AvroSerializer of " + type.getName() + " with schema " + current;
    }

    /** Bytes for Avro's encoder. */
    private static final class ViewOutputStream extends OutputStream {
        private final DataOutputView target;

        ViewOutputStream(DataOutputView target) {
            this.target = target;
        }

        @Override
        public void write(int b) throws IOException {
            target.write(b);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            target.write(b, off, len);
        }
    }

    /** Bytes for Avro's decoder. */
    private static final class ViewInputStream extends InputStream {
        private final DataInputView source;

        ViewInputStream(DataInputView source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            return source.readUnsignedByte();
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return source.read(b, off, len);
        }
    }
}
