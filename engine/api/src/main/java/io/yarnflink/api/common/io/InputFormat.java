package io.yarnflink.api.common.io;

import io.yarnflink.api.common.io.statistics.BaseStatistics;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.InputSplitSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads records split by split: one instance makes the splits, and one in each subtask reads one after the other. */
public interface InputFormat<OT, T extends InputSplit> extends InputSplitSource<T> {
    /** Called once on each instance, before all else. */
    void configure(Configuration parameters);

    /** A hint to programs over data sets; nothing is asked here. */
    default @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        return cachedStatistics;
    }

    @Override
    T[] createInputSplits(int minNumSplits) throws IOException;

    void open(T split) throws IOException;

    /** Whether the split has no more records. */
    boolean reachedEnd() throws IOException;

    /** The next record, perhaps {@code reuse} itself with new contents; null ends the split. */
    @Nullable
    OT nextRecord(OT reuse) throws IOException;

    /** Called after each split. */
    void close() throws IOException;
}
