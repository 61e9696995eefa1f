package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import java.util.Collection;
import java.util.List;

/** What an enumerator has not given out yet, and which files it will not look at again. */
public class PendingSplitsCheckpoint<SplitT extends FileSourceSplit> {
    private final List<SplitT> splits;
    private final List<Path> alreadyProcessedPaths;

    protected PendingSplitsCheckpoint(Collection<SplitT> splits, Collection<Path> alreadyProcessedPaths) {
        this.splits = List.copyOf(splits);
        this.alreadyProcessedPaths = List.copyOf(alreadyProcessedPaths);
    }

    public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(Collection<T> splits) {
        return fromCollectionSnapshot(splits, List.of());
    }

    public static <T extends FileSourceSplit> PendingSplitsCheckpoint<T> fromCollectionSnapshot(
            Collection<T> splits, Collection<Path> alreadyProcessedPaths) {
        return new PendingSplitsCheckpoint<>(splits, alreadyProcessedPaths);
    }

    public Collection<SplitT> getSplits() {
        return splits;
    }

    public Collection<Path> getAlreadyProcessedPaths() {
        return alreadyProcessedPaths;
    }

    @Override
    public String toString() {
        return "PendingSplitsCheckpoint{splits=" + splits + ", alreadyProcessedPaths=" + alreadyProcessedPaths + "}";
    }
}
