package io.yarnflink.taskmanager;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.checkpoint.SnapshotBytes;
import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.taskmanager.task.TakenCheckpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.DeclineCheckpoint;
import io.yarnflink.transport.protocol.SnapshotFigures;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one task's snapshots to the writer, and word of them to the JobMaster. Main thread only. */
final class TaskCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(TaskCheckpoints.class);

    /** Word of the end of a checkpoint does not overtake a snapshot by so many checkpoints. */
    private static final int REMEMBERED = 64;

    private final SubmitTask task;
    private final SnapshotWriter writer;
    private final Address jobMaster;
    private final PatientAsk requests;
    private final MainThread mainThread;
    private final Clock clock;
    private final Set<Long> over = new LinkedHashSet<>();
    private boolean gone;

    TaskCheckpoints(
            SubmitTask task,
            SnapshotWriter writer,
            Address jobMaster,
            PatientAsk requests,
            MainThread mainThread,
            Clock clock) {
        this.task = task;
        this.writer = writer;
        this.jobMaster = jobMaster;
        this.requests = requests;
        this.mainThread = mainThread;
        this.clock = clock;
    }

    void taken(TakenCheckpoint taken) {
        long id = taken.checkpointId();
        if (gone || over.contains(id)) {
            taken.snapshot().operators().forEach(part -> part.snapshot().keyed().discard());
            return;
        }
        long start = clock.nanos();
        writer.write(id, task.getExecutionId(), taken.snapshot())
                .whenComplete((state, failure) -> mainThread.execute(() -> {
                    if (failure == null) {
                        FailPoint.hit("T9");
                        acknowledge(taken, state, clock.nanos() - start);
                    } else {
                        decline(id, "its snapshot could not be written: " + failure);
                    }
                }));
    }

    private void acknowledge(TakenCheckpoint taken, TaskState state, long writingNanos) {
        byte[] encoded;
        try {
            encoded = FormatCodec.encode(state);
        } catch (IOException e) {
            decline(taken.checkpointId(), "its state could not be described: " + e);
            return;
        }
        SnapshotBytes bytes = SnapshotBytes.of(state, taken.checkpointId());
        send(
                taken.checkpointId(),
                new AcknowledgeCheckpoint(
                        task.getJobId(),
                        task.getExecutionId(),
                        taken.checkpointId(),
                        ByteBuffer.wrap(encoded),
                        taken.commits(),
                        taken.ended(),
                        new SnapshotFigures(
                                taken.alignmentNanos() / 1000,
                                taken.synchronousNanos() / 1000,
                                writingNanos / 1000,
                                bytes.written(),
                                bytes.referenced(),
                                bytesInFlight(taken.snapshot()))));
    }

    private static long bytesInFlight(TaskSnapshot snapshot) {
        return snapshot.channels().stream()
                .mapToLong(channel -> channel.bytes().length)
                .sum();
    }

    void decline(long checkpointId, String cause) {
        if (gone || over.contains(checkpointId)) {
            return;
        }
        LOG.warn("{} declines checkpoint {}: {}", task.getExecutionId(), checkpointId, cause);
        writer.leave(checkpointId, task.getExecutionId());
        send(checkpointId, new DeclineCheckpoint(task.getJobId(), task.getExecutionId(), checkpointId, cause));
    }

    /** Each by itself: none has to wait for others. */
    private void send(long checkpointId, SpecificRecord message) {
        requests.untilAnswered(jobMaster, message, Ack.class, () -> !gone && !over.contains(checkpointId))
                .whenComplete((answer, failure) -> {
                    if (failure == null && message instanceof AcknowledgeCheckpoint) {
                        FailPoint.hit("T10");
                    }
                    if (failure != null && !gone && !over.contains(checkpointId)) {
                        LOG.warn(
                                "{} its JobMaster did not hear of checkpoint {}: {}",
                                task.getExecutionId(),
                                checkpointId,
                                failure.getMessage());
                    }
                });
    }

    /** What became of the checkpoint is known: nobody needs to hear of it any more. */
    void over(long checkpointId) {
        over.add(checkpointId);
        if (over.size() > REMEMBERED) {
            over.remove(over.iterator().next());
        }
    }

    /** The task has ended, and takes no part in anything any more. */
    void gone() {
        gone = true;
        writer.gone(task.getExecutionId());
    }
}
