package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.state.checkpoint.CheckpointFiles;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.SegmentEntry;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process writes for one checkpoint. Any thread calls; what is called happens in that order, on the executor. */
final class SegmentInProgress {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentInProgress.class);

    private final long checkpointId;
    private final SegmentSnapshotWriter.Target target;
    private final Executor io;

    /** What is to happen; guarded by itself, as {@link #working}. */
    private final Deque<Step> steps = new ArrayDeque<>();

    private boolean working;

    // Executor only, one step at a time.
    private final Set<String> answered = new HashSet<>();
    private final List<Write> waiting = new ArrayList<>();
    private final List<Written> written = new ArrayList<>();
    private final List<TaskSnapshot> kept = new ArrayList<>();
    private @Nullable Set<String> taking;
    private String folder = "";
    private String path = "";
    private @Nullable CheckpointStorage storage;
    private OpenSegment.@Nullable Opened segment;
    private boolean closed;
    private @Nullable Throwable failure;
    private boolean over;

    /** Something to do, which may fail. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private record Write(String executionId, TaskSnapshot snapshot, CompletableFuture<TaskState> result) {}

    /** Bytes that are in the segment; they count when it is closed. */
    private record Written(String executionId, WrittenTask task, CompletableFuture<TaskState> result) {}

    SegmentInProgress(long checkpointId, SegmentSnapshotWriter.Target target, Executor io) {
        this.checkpointId = checkpointId;
        this.target = target;
        this.io = io;
    }

    static IOException over(long checkpointId) {
        return new IOException("checkpoint " + checkpointId + " is over");
    }

    void begin(String itsFolder, Set<String> executionIds) {
        enqueue(() -> {
            if (taking == null) {
                folder = itsFolder;
                taking = executionIds;
                while (!waiting.isEmpty()) {
                    take(waiting.remove(0));
                }
                closeWhenAllAnswered();
            }
        });
    }

    void write(String executionId, TaskSnapshot snapshot, CompletableFuture<TaskState> result) {
        Write write = new Write(executionId, snapshot, result);
        enqueue(() -> {
            if (failure != null || over) {
                discard(snapshot);
                result.completeExceptionally(failure != null ? failure : over(checkpointId));
                return;
            }
            take(write);
            closeWhenAllAnswered();
        });
    }

    private void take(Write write) throws IOException {
        try {
            accept(write);
        } catch (IOException | RuntimeException | Error e) {
            discard(write.snapshot());
            write.result().completeExceptionally(e);
            throw e;
        }
    }

    private void accept(Write write) throws IOException {
        if (taking == null) {
            waiting.add(write);
            return;
        }
        if (!taking.contains(write.executionId()) || closed) {
            discard(write.snapshot());
            write.result()
                    .completeExceptionally(new IOException(write.executionId()
                            + " was not said to take part in checkpoint " + checkpointId
                            + ", whose segment does not wait for it"));
            return;
        }
        WrittenTask task = WrittenTask.write(write.snapshot(), this::segment);
        if (segment != null) {
            FailPoint.hit("T8");
        }
        if (folder.isEmpty()) {
            // No later snapshot refers to a savepoint's segment, and perhaps nobody says when that is complete.
            kept.add(write.snapshot());
        }
        answered.add(write.executionId());
        if (task.isInlined()) {
            write.result().complete(task.state());
        } else {
            written.add(new Written(write.executionId(), task, write.result()));
        }
    }

    private OpenSegment.Opened segment() throws IOException {
        OpenSegment.Opened current = segment;
        if (current == null) {
            CheckpointStorage opened = target.storages().open(folder.isEmpty() ? target.folder() : folder);
            storage = opened;
            path = CheckpointFiles.segment(checkpointId, target.epoch(), target.writer());
            SegmentWriter writer =
                    new SegmentWriter(opened.create(path), checkpointId, target.epoch(), target.compressed());
            current = new OpenSegment.Opened(writer, new StoredBytes.Segment());
            segment = current;
        }
        return current;
    }

    void leave(String executionId) {
        enqueue(() -> {
            answered.add(executionId);
            for (Write each : List.copyOf(waiting)) {
                if (each.executionId().equals(executionId)) {
                    waiting.remove(each);
                    discard(each.snapshot());
                    each.result()
                            .completeExceptionally(
                                    new IOException(executionId + " has left checkpoint " + checkpointId));
                }
            }
            closeWhenAllAnswered();
        });
    }

    private void closeWhenAllAnswered() throws IOException {
        OpenSegment.Opened current = segment;
        if (current == null || closed || failure != null || over || taking == null || !answered.containsAll(taking)) {
            return;
        }
        List<SegmentEntry> entries = written.stream()
                .map(each -> each.task().entry(each.executionId(), current.segment()))
                .toList();
        current.segment()
                .closed(current.writer().finish(path, new SegmentIndex(checkpointId, target.epoch(), entries)));
        closed = true;
        // Savepoints are kept for long, and their files' buffers need not be.
        segment = null;
        written.forEach(each -> each.result().complete(each.task().state()));
        written.clear();
    }

    /** The checkpoint is complete: what was written stays, and later snapshots may refer to it. */
    void completed() {
        enqueue(() -> {
            if (failure == null && !over) {
                kept.forEach(snapshot -> snapshot.operators()
                        .forEach(part -> part.snapshot().keyed().durable()));
            }
            end();
        });
    }

    /** It may be complete or not, but is of no interest any more. */
    void superseded() {
        enqueue(this::end);
    }

    /** It will never be complete. */
    void aborted() {
        enqueue(() -> {
            end();
            CheckpointStorage itsStorage = storage;
            if (closed && itsStorage != null) {
                itsStorage.delete(path);
            }
        });
    }

    private void end() {
        over = true;
        giveUp(over(checkpointId));
        kept.clear();
    }

    /** All that is not durable by now never will be. */
    private void giveUp(Throwable cause) {
        for (Write each : waiting) {
            discard(each.snapshot());
            each.result().completeExceptionally(cause);
        }
        waiting.clear();
        written.forEach(each -> each.result().completeExceptionally(cause));
        OpenSegment.Opened current = segment;
        if (current != null && !closed) {
            segment = null;
            try {
                current.writer().abort();
            } catch (IOException e) {
                LOG.warn("A segment of checkpoint {} is left behind: {}", checkpointId, e.getMessage());
            }
        }
    }

    static void discard(TaskSnapshot snapshot) {
        snapshot.operators().forEach(part -> part.snapshot().keyed().discard());
    }

    private void enqueue(Step step) {
        synchronized (steps) {
            steps.add(step);
            if (working) {
                return;
            }
            working = true;
        }
        io.execute(this::work);
    }

    private void work() {
        while (true) {
            Step step;
            synchronized (steps) {
                step = steps.poll();
                if (step == null) {
                    working = false;
                    return;
                }
            }
            try {
                step.run();
            } catch (IOException | RuntimeException | Error e) {
                // Also errors: tasks wait for an answer.
                failed(e);
            }
        }
    }

    private void failed(Throwable e) {
        if (over || failure != null) {
            LOG.warn("A segment of checkpoint {} is left behind: {}", checkpointId, e.toString());
            return;
        }
        LOG.warn("The segment of checkpoint {} cannot be written: {}", checkpointId, e.toString());
        failure = e;
        giveUp(e);
    }
}
