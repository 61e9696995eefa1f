package io.yarnflink.api.serialization;

import io.yarnflink.api.fs.FSDataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/** Writes a file of a format that is more than record after record. */
public interface BulkWriter<T> {
    void addElement(T element) throws IOException;

    /** Passes on what is buffered, as far as the format allows. */
    void flush() throws IOException;

    /** Writes what ends the file; the stream is closed by whoever opened it. */
    void finish() throws IOException;

    /** Makes the writer of one file. */
    @FunctionalInterface
    interface Factory<T> extends Serializable {
        BulkWriter<T> create(FSDataOutputStream out) throws IOException;
    }
}
