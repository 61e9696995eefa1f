package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.Encoder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** How the records of a sink stand in its files. */
interface FileFormat<IN> extends Serializable {
    PartFile.Content<IN> open(FSDataOutputStream file) throws IOException;

    /** One record after the other, as an encoder writes them. */
    record Rows<IN>(Encoder<IN> encoder) implements FileFormat<IN> {
        private static final int BUFFER = 64 << 10;

        @Override
        public PartFile.Content<IN> open(FSDataOutputStream file) {
            BufferedOutputStream buffered = new BufferedOutputStream(file, BUFFER);
            CountedStream counted = new CountedStream(buffered);
            return new PartFile.Content<>() {
                @Override
                public void write(IN element) throws IOException {
                    encoder.encode(element, counted);
                }

                @Override
                public long size() {
                    return counted.count();
                }

                @Override
                public void sync() throws IOException {
                    buffered.flush();
                    file.sync();
                }

                @Override
                public void finish() throws IOException {
                    sync();
                    close();
                }

                @Override
                public void close() throws IOException {
                    buffered.close();
                }
            };
        }
    }

    /** Whatever a bulk writer makes of them. */
    record Bulk<IN>(BulkWriter.Factory<IN> factory) implements FileFormat<IN> {
        @Override
        public PartFile.Content<IN> open(FSDataOutputStream file) throws IOException {
            BulkWriter<IN> writer = create(file);
            return new PartFile.Content<>() {
                private long finished = -1;

                @Override
                public void write(IN element) throws IOException {
                    writer.addElement(element);
                }

                @Override
                public long size() throws IOException {
                    return finished < 0 ? file.getPos() : finished;
                }

                @Override
                public void sync() throws IOException {
                    writer.flush();
                    file.sync();
                }

                @Override
                public void finish() throws IOException {
                    writer.flush();
                    writer.finish();
                    file.sync();
                    finished = file.getPos();
                    close();
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }

        private BulkWriter<IN> create(FSDataOutputStream file) throws IOException {
            try {
                return factory.create(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        }
    }
}
