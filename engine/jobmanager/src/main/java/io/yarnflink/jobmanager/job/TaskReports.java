package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.jobmanager.sources.SourceCoordinators;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is heard of a job's tasks, from their TaskManagers and from what watches over them, and what it means for the job. The
 * JobMaster's main thread only.
 */
final class TaskReports implements TaskControl.Listener, SourceCoordinators.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(TaskReports.class);
    /** They go into one message to the client, which has a bound too. */
    private static final long MOST_ACCUMULATED_BYTES = 8L << 20;

    private final ExecutionGraph executions;
    private final JobEvents events;
    private final Listener listener;

    /** Hears what follows for the job. */
    interface Listener {
        JobState state();

        /** The task is in another state. */
        void changed(Execution execution);

        /** Sources began to read what has piled up, or have done with it. */
        void backlogChanged(boolean processing);

        /** Tasks of these vertices failed. */
        void failed(JobFailure failure, Set<Integer> vertices);
    }

    TaskReports(ExecutionGraph executions, JobEvents events, Listener listener) {
        this.executions = executions;
        this.events = events;
        this.listener = listener;
    }

    void stateChanged(TaskStateChanged message) {
        executions
                .find(message.getExecutionId())
                .filter(execution -> execution.runsOn(message.getTaskManagerId()))
                .ifPresent(execution -> stateChanged(execution, message));
    }

    private void stateChanged(Execution execution, TaskStateChanged message) {
        ExecutionState reported = ExecutionState.valueOf(message.getState());
        execution.progress(message.getCounters(), message.getFirstRecordAt());
        events.deployed(execution);
        events.progressed();
        // Reports may arrive twice, or late, when their answers got lost.
        if (!execution.state().mayBecome(reported)) {
            return;
        }
        boolean asked = execution.state() == ExecutionState.CANCELING;
        execution.become(reported);
        if (reported == ExecutionState.FAILED) {
            TaskManagerPeer peer = execution.deployedSlot().taskManager();
            listener.failed(
                    message.getFailure() == null
                            ? JobFailure.engine(execution.name() + " failed for no reason given [" + peer.id() + "]")
                            : JobFailure.ofTask(execution, message.getFailure(), peer.id(), peer.host()),
                    Set.of(execution.subtaskId().vertex()));
        } else if (reported == ExecutionState.CANCELED
                && !asked
                && listener.state().isLive()) {
            listener.failed(
                    JobFailure.unreachable(
                            execution.name(),
                            "its TaskManager " + message.getTaskManagerId() + " cancelled it on its own account"),
                    Set.of(execution.subtaskId().vertex()));
        } else if (reported == ExecutionState.FINISHED) {
            accumulated(execution, message.getAccumulators());
        }
        listener.changed(execution);
    }

    private void accumulated(Execution execution, ByteBuffer accumulators) {
        execution.accumulated(accumulators);
        long bytes = executions.accumulators().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
        if (accumulators.hasRemaining() && bytes > MOST_ACCUMULATED_BYTES) {
            listener.failed(
                    JobFailure.accumulatorsTooLarge(execution.name(), bytes, MOST_ACCUMULATED_BYTES),
                    Set.of(execution.subtaskId().vertex()));
        }
    }

    void progressed(TaskProgress message) {
        executions.find(message.getExecutionId()).ifPresent(execution -> {
            execution.progress(message.getCounters(), message.getFirstRecordAt());
            execution.accumulating(message.getAccumulators());
            events.progressed();
        });
    }

    void taskManagerLost(TaskManagerPeer taskManager, String cause, String code) {
        LOG.warn(
                "{} lost TaskManager {} on {}: {}",
                executions.jobGraph().jobId(),
                taskManager.id(),
                taskManager.host(),
                cause);
        boolean missed = false;
        Set<Integer> lost = new TreeSet<>();
        for (Execution execution : executions.executions()) {
            if (execution.runsOn(taskManager.id())) {
                // Others may have missed it before this: they read what its finished tasks left, or still read.
                missed |= listener.state().failure().filter(JobFailure::symptom).isPresent();
                if (!execution.state().isTerminal()) {
                    execution.become(ExecutionState.FAILED);
                    lost.add(execution.subtaskId().vertex());
                }
            }
        }
        if (missed || !lost.isEmpty()) {
            listener.failed(JobFailure.taskManagerLost(taskManager.id(), taskManager.host(), cause, code), lost);
        }
    }

    @Override
    public void deployed(Execution execution) {
        events.deployed(execution);
    }

    @Override
    public void deploymentFailed(Execution execution, JobFailure failure) {
        execution.become(ExecutionState.FAILED);
        listener.failed(failure, Set.of(execution.subtaskId().vertex()));
    }

    @Override
    public void gone(Execution execution) {
        execution.become(ExecutionState.CANCELED);
        listener.changed(execution);
    }

    @Override
    public void enumeratorFailed(int vertex, Throwable cause) {
        String source = executions.jobGraph().vertices().get(vertex).head().name();
        listener.failed(JobFailure.ofEnumerator(source, cause), Set.of(vertex));
    }

    @Override
    public void backlogChanged(boolean processing) {
        listener.backlogChanged(processing);
    }

    @Override
    public void splitsRefused(Execution execution, Throwable cause) {
        if (listener.state().isLive()) {
            TaskManagerPeer peer = execution.deployedSlot().taskManager();
            String what = execution.name() + " did not take its splits [" + peer.id() + ", " + peer.host() + "]";
            listener.failed(
                    LeaderEndpoint.codeOf(cause) == RpcException.Code.NO_ENDPOINT
                            ? JobFailure.unreachable(what, String.valueOf(cause.getMessage()))
                            : JobFailure.engine(what + ": " + cause.getMessage()),
                    Set.of(execution.subtaskId().vertex()));
        }
    }
}
