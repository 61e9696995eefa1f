package io.yarnflink.connectors.avro;

import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.serialization.BulkWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.avro.file.DataFileWriter;

/** Makes writers of Avro files for file sinks. */
public class AvroWriterFactory<T> implements BulkWriter.Factory<T> {
    private final AvroBuilder<T> avroBuilder;

    public AvroWriterFactory(AvroBuilder<T> avroBuilder) {
        this.avroBuilder = avroBuilder;
    }

    @Override
    public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
        return new Writer<>(avroBuilder.createWriter(new KeptOpen(out)));
    }

    /** Writes one file. */
    private static final class Writer<T> implements BulkWriter<T> {
        private final DataFileWriter<T> file;

        Writer(DataFileWriter<T> file) {
            this.file = file;
        }

        @Override
        public void addElement(T element) throws IOException {
            file.append(element);
        }

        @Override
        public void flush() throws IOException {
            file.flush();
        }

        @Override
        public void finish() throws IOException {
            file.close();
        }
    }

    /** Avro closes what it writes to, but the stream belongs to the sink. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            out.write(b, off, len);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
