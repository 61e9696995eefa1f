package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** How records stand in a file. */
public interface StreamFormat<T> extends Serializable, ResultTypeQueryable<T> {
    /** Whether reading may begin at any byte of an uncompressed file. */
    boolean isSplittable();

    /** Reads the records that begin in bytes {@code start} (inclusive) to {@code end} (exclusive) of the file. */
    Reader<T> open(FSDataInputStream file, long start, long end) throws IOException;

    /** Reads the records of a decompressed stream that begin at byte {@code start} or later. */
    Reader<T> open(InputStream decompressed, long start) throws IOException;

    @Override
    TypeInformation<T> getProducedType();

    /** Reads one split; one thread. */
    interface Reader<T> extends Closeable {
        /** The next record, or null at the end. */
        @Nullable
        T read() throws IOException;

        /** Where the record that {@link #read()} returned last begins, in bytes of the uncompressed data. */
        long position();

        /** The same in words, for people. */
        default String describePosition() {
            return "byte " + position();
        }

        /** Where reading goes on after that record. */
        long nextPosition();
    }
}
