package io.yarnflink.api.connector.source;

/** Takes the records of a reader. */
public interface ReaderOutput<T> {
    void collect(T record);

    void collect(T record, long timestamp);
}
