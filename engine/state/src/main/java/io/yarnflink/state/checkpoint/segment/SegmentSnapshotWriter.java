package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes one segment per checkpoint, which closes when all tasks that take part have written or left; snapshots of a few
 * bytes go without. Files are written on the given executor.
 */
public final class SegmentSnapshotWriter implements SnapshotWriter {
    /** How many ends of checkpoints, for messages that come late, and savepoints, of whose ends nobody may speak. */
    private static final int REMEMBERED = 64;

    private final Target target;
    private final Executor io;
    private final Object lock = new Object();
    private final SortedMap<Long, SegmentInProgress> open = new TreeMap<>();
    private final Set<Long> ended = new LinkedHashSet<>();
    /** Savepoints, which later checkpoints have nothing to do with. */
    private final Set<Long> savepoints = new LinkedHashSet<>();

    private long newestCompleted = -1;

    /** Where segments go, and how: the folder of checkpoints, and what tells this writer's files from others'. */
    record Target(CheckpointStorages storages, String folder, String writer, long epoch, boolean compressed) {}

    /** {@code writer} names this process among all that write to {@code folder} under one {@code epoch}. */
    public SegmentSnapshotWriter(
            CheckpointStorages storages, String folder, String writer, long epoch, boolean compressed, Executor io) {
        this.target = new Target(storages, folder, writer.replaceAll("[^A-Za-z0-9_.-]", "_"), epoch, compressed);
        this.io = io;
    }

    @Override
    public void begin(long checkpointId, String folder, Set<String> executionIds) {
        Set<String> taking = Set.copyOf(executionIds);
        if (!folder.isEmpty()) {
            beginSavepoint(checkpointId);
        }
        SegmentInProgress segment = segment(checkpointId);
        if (segment != null) {
            segment.begin(folder, taking);
        }
    }

    private void beginSavepoint(long checkpointId) {
        SegmentInProgress oldest = null;
        synchronized (lock) {
            savepoints.add(checkpointId);
            if (savepoints.size() > REMEMBERED) {
                oldest = over(savepoints.iterator().next());
            }
        }
        if (oldest != null) {
            oldest.superseded();
        }
    }

    private @Nullable SegmentInProgress segment(long checkpointId) {
        synchronized (lock) {
            boolean late = checkpointId <= newestCompleted && !savepoints.contains(checkpointId);
            if (late || ended.contains(checkpointId)) {
                return null;
            }
            return open.computeIfAbsent(checkpointId, id -> new SegmentInProgress(id, target, io));
        }
    }

    @Override
    public CompletableFuture<TaskState> write(long checkpointId, String executionId, TaskSnapshot snapshot) {
        CompletableFuture<TaskState> result = new CompletableFuture<>();
        SegmentInProgress segment = segment(checkpointId);
        if (segment == null) {
            SegmentInProgress.discard(snapshot);
            result.completeExceptionally(SegmentInProgress.over(checkpointId));
        } else {
            segment.write(executionId, snapshot, result);
        }
        return result;
    }

    @Override
    public void leave(long checkpointId, String executionId) {
        SegmentInProgress segment = segment(checkpointId);
        if (segment != null) {
            segment.leave(executionId);
        }
    }

    @Override
    public void gone(String executionId) {
        List<SegmentInProgress> all;
        synchronized (lock) {
            all = List.copyOf(open.values());
        }
        all.forEach(segment -> segment.leave(executionId));
    }

    @Override
    public void completed(long checkpointId) {
        List<SegmentInProgress> older;
        SegmentInProgress segment;
        synchronized (lock) {
            newestCompleted = Math.max(newestCompleted, checkpointId);
            segment = over(checkpointId);
            SortedMap<Long, SegmentInProgress> before = new TreeMap<>(open.headMap(checkpointId));
            before.keySet().removeAll(savepoints);
            open.keySet().removeAll(before.keySet());
            older = List.copyOf(before.values());
        }
        if (segment != null) {
            segment.completed();
        }
        // One of them may have been completed as well, and word of it lost: its file stays.
        older.forEach(SegmentInProgress::superseded);
    }

    @Override
    public void aborted(long checkpointId) {
        SegmentInProgress segment;
        synchronized (lock) {
            segment = over(checkpointId);
        }
        if (segment != null) {
            segment.aborted();
        }
    }

    private @Nullable SegmentInProgress over(long checkpointId) {
        savepoints.remove(checkpointId);
        ended.add(checkpointId);
        if (ended.size() > REMEMBERED) {
            ended.remove(ended.iterator().next());
        }
        return open.remove(checkpointId);
    }
}
