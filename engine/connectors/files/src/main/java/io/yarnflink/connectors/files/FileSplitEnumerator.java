package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hands out splits one at a time, to readers on a host that holds them first; looks again for new files where it is told
 * how often. Coordinator thread only.
 */
final class FileSplitEnumerator implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {
    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final List<Path> paths;
    private final boolean splittable;
    private final @Nullable Duration discovery;
    private final Map<Integer, String> waiting = new LinkedHashMap<>();
    private final Set<Path> found = new LinkedHashSet<>();
    private final List<FileSourceSplit> open = new ArrayList<>();
    private boolean listed;

    /** {@code discovery} null means that the files are listed once. */
    FileSplitEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            List<Path> paths,
            boolean splittable,
            @Nullable Duration discovery) {
        this.context = context;
        this.paths = paths;
        this.splittable = splittable;
        this.discovery = discovery;
    }

    /** Goes on from a checkpoint. */
    FileSplitEnumerator restored(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
        open.addAll(checkpoint.getSplits());
        found.addAll(checkpoint.getAlreadyProcessedPaths());
        // One that was taken before the files were listed holds nothing, not even which paths they are below.
        listed = discovery != null
                || !checkpoint.getSplits().isEmpty()
                || !checkpoint.getAlreadyProcessedPaths().isEmpty();
        return this;
    }

    @Override
    public void start() {
        int parallelism = context.currentParallelism();
        if (discovery != null) {
            context.callAsync(
                    () -> FileListing.splits(paths, splittable, parallelism), this::add, 0, discovery.toMillis());
        } else if (!listed) {
            context.callAsync(() -> FileListing.splits(paths, splittable, parallelism), this::add);
        }
    }

    private void add(List<FileSourceSplit> splits, @Nullable Throwable failure) {
        if (failure != null) {
            throw failure instanceof IOException io
                    ? new UncheckedIOException(io.getMessage(), io)
                    : new IllegalStateException("cannot list " + paths + ": " + failure, failure);
        }
        // Before this listing's own files are known, so that all splits of a new file are taken.
        Set<Path> known = Set.copyOf(found);
        for (FileSourceSplit split : splits) {
            if (!known.contains(split.path())) {
                found.add(split.path());
                open.add(split);
            }
        }
        listed = true;
        Map<Integer, String> asked = new LinkedHashMap<>(waiting);
        waiting.clear();
        asked.forEach(this::assignNext);
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        String host = requesterHostname == null ? "" : requesterHostname;
        if (listed) {
            assignNext(subtaskId, host);
        } else {
            waiting.put(subtaskId, host);
        }
    }

    private void assignNext(int subtask, String host) {
        if (open.isEmpty()) {
            if (discovery == null) {
                context.signalNoMoreSplits(subtask);
            } else {
                waiting.put(subtask, host);
            }
            return;
        }
        int chosen = 0;
        for (int i = 0; i < open.size(); i++) {
            if (open.get(i).hosts().contains(host)) {
                chosen = i;
                break;
            }
        }
        context.assignSplit(open.remove(chosen), subtask);
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        open.addAll(splits);
        splits.forEach(split -> found.add(split.path()));
    }

    @Override
    public void addReader(int subtaskId) {}

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpointId) {
        Collection<Path> listedPaths = listed ? paths : List.of();
        return PendingSplitsCheckpoint.fromCollectionSnapshot(open, discovery == null ? listedPaths : found);
    }

    @Override
    public void close() {}
}
