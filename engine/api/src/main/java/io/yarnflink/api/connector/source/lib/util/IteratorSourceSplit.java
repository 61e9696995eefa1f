package io.yarnflink.api.connector.source.lib.util;

import io.yarnflink.api.connector.source.SourceSplit;
import java.util.Iterator;

/** A split that knows how to iterate over itself. */
public interface IteratorSourceSplit<E, IterT extends Iterator<E>> extends SourceSplit {
    /** Over what has not been read yet. */
    IterT getIterator();

    /** What {@code iterator} has not given yet, as a split with the same id. */
    IteratorSourceSplit<E, IterT> getUpdatedSplitForIterator(IterT iterator);
}
