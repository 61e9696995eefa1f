package io.yarnflink.taskmanager;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.restore.RestoreReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.task.StateReader;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The checkpoints of one job on one TaskManager. Main thread only. */
final class JobCheckpoints {
    /** Messages are not late by so many checkpoints. */
    private static final int REMEMBERED = 64;

    private final LongFunction<SnapshotWriter> writers;
    private final Set<Long> known = new LinkedHashSet<>();
    private long epoch;
    private SnapshotWriter writer;

    private JobCheckpoints(LongFunction<SnapshotWriter> writers, long epoch) {
        this.writers = writers;
        this.epoch = epoch;
        this.writer = writers.apply(epoch);
    }

    static JobCheckpoints open(CheckpointSpec spec, SnapshotServices services, String taskManagerId, long epoch) {
        return new JobCheckpoints(
                each -> new SegmentSnapshotWriter(
                        services.storages(),
                        spec.getFolder(),
                        taskManagerId,
                        each,
                        spec.getCompressed(),
                        services.io()),
                epoch);
    }

    /** How tasks get at what they go on from; {@code spec} is null in a job without checkpoints. */
    static StateReader reader(@Nullable CheckpointSpec spec, SnapshotServices services) {
        String folder = spec == null ? "" : spec.getFolder();
        return encoded -> {
            byte[] bytes = new byte[encoded.remaining()];
            encoded.duplicate().get(bytes);
            TaskRestore restore = described(bytes);
            if (restore.getEnded() && restore.getOperators().isEmpty()) {
                return SavedState.ofEnded(restore.getCheckpointId());
            }
            FailPoint.hit("T4");
            try (RestoreReader reader = new RestoreReader(services.storages(), folder, restore)) {
                return restore.getEnded()
                        ? new SavedState(restore.getCheckpointId(), true, reader.operators(), List.of())
                        : new SavedState(restore.getCheckpointId(), false, reader.operators(), reader.channels());
            }
        };
    }

    private static TaskRestore described(byte[] bytes) throws IOException {
        try {
            return FormatCodec.decode(TaskRestore.class, bytes);
        } catch (IOException e) {
            throw new CorruptCheckpointException("the description of it", "it is " + e.getMessage());
        }
    }

    SnapshotWriter writer() {
        return writer;
    }

    /**
     * What tasks that begin now write is of that leader's, which counts checkpoints from the last completed one again; those
     * of the leader before go on in its name.
     */
    void follow(long newEpoch) {
        if (newEpoch > epoch) {
            epoch = newEpoch;
            known.clear();
            writer = writers.apply(newEpoch);
        }
    }

    /** A checkpoint begins for these tasks, all that the job has here; once. */
    void trigger(TriggerCheckpoint order, List<RunningTask> tasks) {
        if (!know(order.getCheckpointId())) {
            return;
        }
        writer.begin(order.getCheckpointId(), order.getFolder(), new HashSet<>(order.getExecutionIds()));
        tasks.forEach(task -> task.trigger(order));
    }

    /** What became of a checkpoint, to those of its tasks that are still here. */
    void hear(NotifyCheckpoint notice, List<RunningTask> tasks) {
        know(notice.getCheckpointId());
        if (notice.getCompleted()) {
            writer.completed(notice.getCheckpointId());
        } else {
            writer.aborted(notice.getCheckpointId());
        }
        tasks.forEach(task -> task.hear(notice));
    }

    private boolean know(long checkpointId) {
        boolean isNew = known.add(checkpointId);
        if (known.size() > REMEMBERED) {
            known.remove(known.iterator().next());
        }
        return isNew;
    }
}
