package io.yarnflink.jobmanager.job;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.CancelTask;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends tasks to their TaskManagers and cancels them there. The JobMaster's main thread only. */
final class TaskControl {
    private static final Logger LOG = LoggerFactory.getLogger(TaskControl.class);
    /** A TaskManager that knows the task answers before; this is for one that never got it, or lost its report. */
    private static final Duration CANCEL_AGAIN = Duration.ofSeconds(2);

    private final MainThread mainThread;
    private final PatientAsk requests;
    private final Duration cancelTimeout;
    private final Listener listener;

    /** Hears what becomes of the requests. */
    interface Listener {
        /** Its TaskManager has the task. */
        void deployed(Execution execution);

        void deploymentFailed(Execution execution, JobFailure failure);

        /** Nothing of the task is left at its TaskManager, or it does not end in time. */
        void gone(Execution execution);
    }

    TaskControl(MainThread mainThread, PatientAsk requests, Duration cancelTimeout, Listener listener) {
        this.mainThread = mainThread;
        this.requests = requests;
        this.cancelTimeout = cancelTimeout;
        this.listener = listener;
    }

    void deploy(Execution execution, SubmitTask task) {
        execution.become(ExecutionState.DEPLOYING);
        FailPoint.hit("A5");
        requests.untilAnswered(
                        taskExecutor(execution), task, Ack.class, () -> execution.state() == ExecutionState.DEPLOYING)
                .whenComplete((ack, failure) -> {
                    if (failure == null) {
                        listener.deployed(execution);
                    } else if (!(failure instanceof CancellationException)
                            && !execution.state().isTerminal()) {
                        listener.deploymentFailed(execution, deploymentFailure(execution, failure));
                    }
                });
    }

    private static JobFailure deploymentFailure(Execution execution, Throwable failure) {
        String what = execution.name() + " could not be deployed to TaskManager "
                + execution.deployedSlot().taskManager().id() + " on "
                + execution.deployedSlot().taskManager().host();
        return LeaderEndpoint.codeOf(failure) == RpcException.Code.NO_ENDPOINT
                ? JobFailure.unreachable(what, String.valueOf(failure.getMessage()))
                : JobFailure.engine(what + ": " + failure.getMessage());
    }

    /** Asks for the end of a task until it is known to have ended. */
    void cancel(Execution execution) {
        if (execution.state() == ExecutionState.CREATED) {
            execution.become(ExecutionState.CANCELED);
        } else if (execution.state() != ExecutionState.CANCELING
                && !execution.state().isTerminal()) {
            execution.become(ExecutionState.CANCELING);
            sendCancel(execution);
            mainThread.schedule(cancelTimeout, () -> {
                if (isCanceling(execution)) {
                    LOG.error(
                            "{} ({}) did not end within {} s of being cancelled",
                            execution.id(),
                            execution.name(),
                            cancelTimeout.toSeconds());
                    listener.gone(execution);
                }
            });
        }
    }

    private void sendCancel(Execution execution) {
        requests.untilAnswered(
                        taskExecutor(execution),
                        new CancelTask(execution.id()),
                        Ack.class,
                        () -> isCanceling(execution))
                .whenComplete((ack, failure) -> {
                    if (!isCanceling(execution)) {
                        return;
                    }
                    if (failure == null) {
                        mainThread.schedule(CANCEL_AGAIN, () -> cancelAgain(execution));
                    } else {
                        LOG.warn("{} cannot be cancelled: {}", execution.id(), failure.getMessage());
                        listener.gone(execution);
                    }
                });
    }

    private void cancelAgain(Execution execution) {
        if (isCanceling(execution)) {
            sendCancel(execution);
        }
    }

    private static boolean isCanceling(Execution execution) {
        return execution.state() == ExecutionState.CANCELING;
    }

    private static Address taskExecutor(Execution execution) {
        return execution.deployedSlot().taskManager().taskExecutor();
    }
}
