package io.yarnflink.api.connector.source;

import java.io.Serializable;

/** Makes the readers of a source, in the tasks. */
public interface SourceReaderFactory<T, SplitT extends SourceSplit> extends Serializable {
    SourceReader<T, SplitT> createReader(SourceReaderContext readerContext) throws Exception;
}
