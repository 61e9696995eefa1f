package io.yarnflink.api.connector.source;

/** Takes the records of a reader; those of a split through an output of its own, so that each has its watermarks. */
public interface ReaderOutput<T> extends SourceOutput<T> {
    /** The output of the split with that id, made when it is first asked for. */
    SourceOutput<T> createOutputForSplit(String splitId);

    /** The split ended: nothing waits for its watermark any more. */
    void releaseOutputForSplit(String splitId);
}
