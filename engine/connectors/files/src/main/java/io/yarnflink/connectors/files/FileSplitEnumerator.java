package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.Path;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hands out splits one at a time, to readers on a host that holds them first; coordinator thread only. */
final class FileSplitEnumerator implements SplitEnumerator<FileSourceSplit, List<FileSourceSplit>> {
    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final List<Path> paths;
    private final boolean splittable;
    private final Map<Integer, String> waiting = new LinkedHashMap<>();
    private @Nullable List<FileSourceSplit> open;

    /** {@code restored} null means that the files are still to be listed. */
    FileSplitEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            List<Path> paths,
            boolean splittable,
            @Nullable List<FileSourceSplit> restored) {
        this.context = context;
        this.paths = paths;
        this.splittable = splittable;
        this.open = restored == null ? null : new ArrayList<>(restored);
    }

    @Override
    public void start() {
        if (open != null) {
            return;
        }
        int parallelism = context.currentParallelism();
        context.callAsync(() -> FileListing.splits(paths, splittable, parallelism), (found, failure) -> {
            if (failure != null) {
                throw failure instanceof java.io.IOException io
                        ? new UncheckedIOException(io.getMessage(), io)
                        : new IllegalStateException("cannot list " + paths + ": " + failure, failure);
            }
            open = new ArrayList<>(found);
            waiting.forEach(this::assignNext);
            waiting.clear();
        });
    }

    @Override
    public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
        String host = requesterHostname == null ? "" : requesterHostname;
        if (open == null) {
            waiting.put(subtaskId, host);
        } else {
            assignNext(subtaskId, host);
        }
    }

    private void assignNext(int subtask, String host) {
        List<FileSourceSplit> splits = open == null ? List.of() : open;
        if (splits.isEmpty()) {
            context.signalNoMoreSplits(subtask);
            return;
        }
        int chosen = 0;
        for (int i = 0; i < splits.size(); i++) {
            if (splits.get(i).hosts().contains(host)) {
                chosen = i;
                break;
            }
        }
        context.assignSplit(splits.remove(chosen), subtask);
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtaskId) {
        if (open == null) {
            open = new ArrayList<>();
        }
        open.addAll(splits);
    }

    @Override
    public void addReader(int subtaskId) {}

    @Override
    public List<FileSourceSplit> snapshotState(long checkpointId) {
        return open == null ? List.of() : List.copyOf(open);
    }

    @Override
    public void close() {}
}
