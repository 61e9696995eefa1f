package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What TaskManagers are told of checkpoints, each with all its tasks of the job. The JobMaster's main thread only. */
public final class CheckpointMessages {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointMessages.class);

    private final String jobId;
    private final PatientAsk requests;

    public CheckpointMessages(String jobId, PatientAsk requests) {
        this.jobId = jobId;
        this.requests = requests;
    }

    /** Lets the tasks take their snapshots; {@code refused} hears why one cannot. */
    void trigger(PendingCheckpoint checkpoint, Consumer<String> refused) {
        byTaskManager(checkpoint.participants()).forEach((taskManager, tasks) -> {
            TriggerCheckpoint message = TriggerCheckpoint.newBuilder()
                    .setJobId(jobId)
                    .setExecutionIds(ids(tasks))
                    .setCheckpointId(checkpoint.id())
                    .setTimestamp(checkpoint.triggeredAt())
                    .setFolder(checkpoint.request().folder())
                    .setLast(checkpoint.request().last())
                    .setDrain(checkpoint.request().drain())
                    .build();
            requests.untilAnswered(taskManager.taskExecutor(), message, Ack.class, checkpoint::isOpen)
                    .whenComplete((ack, failure) -> {
                        if (failure != null && !(failure instanceof CancellationException)) {
                            refused.accept(
                                    "TaskManager " + taskManager.id() + " did not begin it: " + failure.getMessage());
                        }
                    });
        });
    }

    /** Tells what became of it, as long as a task is there that would want to know. */
    void notify(PendingCheckpoint checkpoint, boolean completed) {
        byTaskManager(checkpoint.participants()).forEach((taskManager, tasks) -> {
            NotifyCheckpoint message = new NotifyCheckpoint(jobId, ids(tasks), checkpoint.id(), completed);
            requests.untilAnswered(
                            taskManager.taskExecutor(),
                            message,
                            Ack.class,
                            () -> tasks.stream().anyMatch(task -> !task.state().isTerminal()))
                    .whenComplete((ack, failure) -> {
                        if (completed) {
                            FailPoint.hit("A11");
                        }
                        if (failure != null && !(failure instanceof CancellationException)) {
                            LOG.warn(
                                    "{} {} did not hear how {} ended: {}",
                                    jobId,
                                    taskManager.id(),
                                    checkpoint,
                                    failure.getMessage());
                        }
                    });
        });
    }

    private static List<String> ids(List<Execution> tasks) {
        return tasks.stream().map(Execution::id).toList();
    }

    private static Map<TaskManagerPeer, List<Execution>> byTaskManager(List<Execution> tasks) {
        Map<TaskManagerPeer, List<Execution>> all = new LinkedHashMap<>();
        for (Execution task : tasks) {
            all.computeIfAbsent(task.deployedSlot().taskManager(), absent -> new ArrayList<>())
                    .add(task);
        }
        return all;
    }
}
