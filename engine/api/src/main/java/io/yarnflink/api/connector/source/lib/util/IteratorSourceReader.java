package io.yarnflink.api.connector.source.lib.util;

import io.yarnflink.api.connector.source.SourceReaderContext;
import java.util.Iterator;

/** Emits the elements of its splits as they are. */
public class IteratorSourceReader<E, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        extends IteratorSourceReaderBase<E, E, IterT, SplitT> {
    public IteratorSourceReader(SourceReaderContext context) {
        super(context);
    }

    @Override
    protected E convert(E value) {
        return value;
    }
}
