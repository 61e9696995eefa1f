package io.yarnflink.connectors.avro;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.connectors.avro.typeutils.AvroRecords;
import io.yarnflink.connectors.avro.typeutils.SchemaTypeInfo;
import io.yarnflink.connectors.files.StreamFormat;
import java.io.IOException;
import java.io.InputStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.SeekableInput;
import org.jspecify.annotations.Nullable;

/**
 * Avro's files, each read from its beginning to its end by one reader. Where reading goes on is a block's position and,
 * because blocks have no positions inside, the number of its records that were read already in the upper bits.
 */
final class AvroFileFormat<T> implements StreamFormat<T> {
    /** Files have less than 16 TiB, blocks less than half a million records. */
    private static final int POSITION_BITS = 44;

    private static final int RECORD_BITS = Long.SIZE - 1 - POSITION_BITS;

    private final SchemaTypeInfo<T> type;

    AvroFileFormat(SchemaTypeInfo<T> type) {
        this.type = type;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public Reader<T> open(FSDataInputStream file, long start, long end) throws IOException {
        return new SeekingReader<>(new DataFileReader<>(new FileInput(file), AvroRecords.reader(type)), start);
    }

    @Override
    public Reader<T> open(InputStream decompressed, long start) throws IOException {
        return new CountingReader<>(new DataFileStream<>(decompressed, AvroRecords.reader(type)), start);
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return type;
    }

    /** Reads a file that can seek; positions are those of blocks. */
    private static final class SeekingReader<T> implements Reader<T> {
        private final DataFileReader<T> file;
        private long block;
        private long readOfBlock;

        SeekingReader(DataFileReader<T> file, long start) throws IOException {
            this.file = file;
            if (start > 0) {
                file.seek(start & (1L << POSITION_BITS) - 1);
                for (long left = start >>> POSITION_BITS; left > 0; left--) {
                    read();
                }
            }
        }

        @Override
        public @Nullable T read() throws IOException {
            try {
                if (!file.hasNext()) {
                    return null;
                }
                long current = file.previousSync();
                readOfBlock = current == block ? readOfBlock + 1 : 1;
                block = current;
                return file.next();
            } catch (AvroRuntimeException e) {
                throw new IOException(
                        "The Avro file is broken in the block at byte " + block + ": " + e.getMessage(), e);
            }
        }

        @Override
        public long position() {
            return block;
        }

        @Override
        public long nextPosition() {
            if (block >= 1L << POSITION_BITS || readOfBlock >= 1L << RECORD_BITS) {
                throw new IllegalStateException("a checkpoint cannot hold how far the Avro file is read: " + readOfBlock
                        + " records of the block at byte " + block + "; it can hold less than " + (1L << RECORD_BITS)
                        + " of one block, so write the file with smaller ones");
            }
            return readOfBlock << POSITION_BITS | block;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Reads what can only be read on; positions are numbers of records. */
    private static final class CountingReader<T> implements Reader<T> {
        private final DataFileStream<T> file;
        private long records;

        CountingReader(DataFileStream<T> file, long start) throws IOException {
            this.file = file;
            while (records < start && read() != null) {
                // Passed over.
            }
        }

        @Override
        public @Nullable T read() throws IOException {
            try {
                if (!file.hasNext()) {
                    return null;
                }
                records++;
                return file.next();
            } catch (AvroRuntimeException e) {
                throw new IOException("The Avro file is broken at record " + records + ": " + e.getMessage(), e);
            }
        }

        @Override
        public long position() {
            return Math.max(0, records - 1);
        }

        @Override
        public long nextPosition() {
            return records;
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** What Avro reads from; the end of the file is found by reaching it. */
    private static final class FileInput implements SeekableInput {
        private final FSDataInputStream file;

        FileInput(FSDataInputStream file) {
            this.file = file;
        }

        @Override
        public void seek(long position) throws IOException {
            file.seek(position);
        }

        @Override
        public long tell() throws IOException {
            return file.getPos();
        }

        @Override
        public long length() {
            return Long.MAX_VALUE;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return file.read(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
