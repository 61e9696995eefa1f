package io.yarnflink.jobmanager.job;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.commits.Commits;
import io.yarnflink.jobmanager.commits.JobCleanups;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.execution.TaskDeployment;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotSharing;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.jobmanager.sources.SourceCoordinators;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one job from state to state, as its subtasks, its coordinators and its users say: deploys, cancels, commits. The
 * JobMaster's main thread only.
 */
final class JobScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    /** They go into one message to the client, which has a bound too. */
    private static final long MOST_ACCUMULATED_BYTES = 8L << 20;

    private final String jobId;
    private final ExecutionGraph executions;
    private final JobMasterConfig config;
    private final MainThread mainThread;
    private final JobEvents events;
    private final LeaderEndpoint.Caller caller;
    private final Listener listener;
    private final TaskControl tasks;
    private final SourceCoordinators sources;
    private final Commits commits;
    private final JobCleanups cleanups;
    private JobState state = new JobState.WaitingForSlots();
    /** The job fails by a symptom, and what is behind it may still show up. */
    private boolean awaitsCause;

    private Cleanup cleanup = Cleanup.NOT_BEGUN;

    private enum Cleanup {
        NOT_BEGUN,
        UNDER_WAY,
        DONE
    }

    /** Hears of each state. */
    interface Listener {
        void became(JobState before, JobState now);
    }

    JobScheduler(
            ExecutionGraph executions,
            JobMasterConfig config,
            JobThreads threads,
            ClassLoader userCode,
            JobEvents events,
            LeaderEndpoint.Caller caller,
            Listener listener) {
        this.jobId = executions.jobGraph().jobId().toString();
        this.executions = executions;
        this.config = config;
        this.mainThread = threads.main();
        this.events = events;
        this.caller = caller;
        this.listener = listener;
        this.tasks = new TaskControl(mainThread, caller.requests(), config.cancelTimeout(), new TaskListener());
        this.sources = new SourceCoordinators(executions, userCode, threads, caller.requests(), new SourceListener());
        this.commits = new Commits(executions, userCode, threads, new CommitListener());
        this.cleanups = new JobCleanups(executions.jobGraph(), userCode, threads);
    }

    JobState state() {
        return state;
    }

    SourceCoordinators sources() {
        return sources;
    }

    /** Takes what a sink prepared for a commit. */
    void offer(OfferCommittables message) throws RpcException {
        Optional<Execution> sink = executions.find(message.getExecutionId());
        if (sink.isPresent()) {
            commits.offer(sink.get(), message);
        }
    }

    void start() {
        sources.start();
    }

    /** Lets go of what a job that has not ended holds here. */
    void close() {
        if (!state.isTerminal()) {
            sources.close();
        }
    }

    /** Sends the subtasks to the slots, which are all there; a job that does not wait for them sends nothing. */
    void deploy(Collection<Slot> slots) {
        if (state instanceof JobState.WaitingForSlots) {
            become(new JobState.Deploying());
            executions.assign(SlotSharing.assign(executions.jobGraph(), slots));
            TaskDeployment deployment = new TaskDeployment(executions, caller.self());
            executions.executions().forEach(execution -> tasks.deploy(execution, deployment));
        }
    }

    void taskStateChanged(TaskStateChanged message) {
        executions
                .find(message.getExecutionId())
                .filter(execution -> execution.runsOn(message.getTaskManagerId()))
                .ifPresent(execution -> taskStateChanged(execution, message));
    }

    private void taskStateChanged(Execution execution, TaskStateChanged message) {
        ExecutionState reported = ExecutionState.valueOf(message.getState());
        execution.progress(message.getCounters(), message.getFirstRecordAt());
        events.deployed(execution);
        events.progressed();
        // Reports may arrive twice, or late, when their answers got lost.
        if (!execution.state().mayBecome(reported)) {
            return;
        }
        execution.become(reported);
        if (reported == ExecutionState.FAILED) {
            TaskManagerPeer peer = execution.deployedSlot().taskManager();
            fail(
                    message.getFailure() == null
                            ? JobFailure.engine(execution.name() + " failed for no reason given [" + peer.id() + "]")
                            : JobFailure.ofTask(execution, message.getFailure(), peer.id(), peer.host()));
        } else if (reported == ExecutionState.CANCELED && state.isLive()) {
            fail(JobFailure.unreachable(
                    execution.name(),
                    "its TaskManager " + message.getTaskManagerId() + " cancelled it on its own account"));
        } else if (reported == ExecutionState.FINISHED) {
            accumulated(execution, message.getAccumulators());
        }
        checkProgress();
    }

    private void accumulated(Execution execution, ByteBuffer accumulators) {
        execution.accumulated(accumulators);
        long bytes = executions.accumulators().stream()
                .mapToLong(ByteBuffer::remaining)
                .sum();
        if (accumulators.hasRemaining() && bytes > MOST_ACCUMULATED_BYTES) {
            fail(JobFailure.accumulatorsTooLarge(execution.name(), bytes, MOST_ACCUMULATED_BYTES));
        }
    }

    void taskProgressed(TaskProgress message) {
        executions.find(message.getExecutionId()).ifPresent(execution -> {
            execution.progress(message.getCounters(), message.getFirstRecordAt());
            execution.accumulating(message.getAccumulators());
            events.progressed();
        });
    }

    void taskManagerLost(TaskManagerPeer taskManager, String cause, String code) {
        LOG.warn("{} lost TaskManager {} on {}: {}", jobId, taskManager.id(), taskManager.host(), cause);
        boolean missed = false;
        for (Execution execution : executions.executions()) {
            if (execution.runsOn(taskManager.id())) {
                // Others may have missed it before this: they read what its finished tasks left, or still read.
                missed |= state.failure().filter(JobFailure::symptom).isPresent();
                if (!execution.state().isTerminal()) {
                    execution.become(ExecutionState.FAILED);
                    missed = true;
                }
            }
        }
        if (missed) {
            fail(JobFailure.taskManagerLost(taskManager.id(), taskManager.host(), cause, code));
        }
    }

    /** The first cause wins, unless it was only a symptom. */
    void fail(JobFailure failure) {
        if (state.isLive()) {
            LOG.error("{} fails: {}", jobId, failure.line());
            become(new JobState.Failing(failure));
            if (failure.symptom()) {
                awaitCause();
            }
            cancelTasks();
        } else if (state instanceof JobState.Failing failing && failing.cause().symptom() && !failure.symptom()) {
            LOG.error("{} fails because of: {}", jobId, failure.line());
            become(new JobState.Failing(failure));
        } else {
            LOG.warn("{} is {}, what failed too: {}", jobId, state.status(), failure.line());
        }
        checkProgress();
    }

    /** Ends the job as a user asks; false when it is past that. */
    boolean cancel() {
        if (state.isLive()) {
            become(new JobState.Cancelling());
            cancelTasks();
            checkProgress();
            return true;
        }
        return false;
    }

    private void awaitCause() {
        awaitsCause = true;
        mainThread.schedule(config.symptomGrace(), () -> {
            awaitsCause = false;
            checkProgress();
        });
    }

    private void cancelTasks() {
        executions.executions().forEach(tasks::cancel);
    }

    /** Goes on to the next state when the subtasks allow it. */
    private void checkProgress() {
        if (state instanceof JobState.Deploying && executions.allRunningOrFinished()) {
            become(new JobState.Running());
            events.running();
        }
        if (state instanceof JobState.Running && executions.allFinished()) {
            if (commits.isSettled()) {
                end(new JobState.Finished());
            } else {
                become(new JobState.Committing());
                commits.commit();
            }
        } else if (state instanceof JobState.Committing && commits.isSettled()) {
            end(new JobState.Finished());
        } else if (state instanceof JobState.Cancelling && executions.allTerminal() && lettingGo()) {
            end(new JobState.Canceled());
        } else if (state instanceof JobState.Failing failing
                && executions.allTerminal()
                && !(awaitsCause && failing.cause().symptom())
                && lettingGo()) {
            end(new JobState.Failed(failing.cause()));
        }
    }

    /** Whether nothing is left of what sinks prepared for a commit that will not come. */
    private boolean lettingGo() {
        commits.discard();
        return commits.isSettled();
    }

    private void become(JobState next) {
        JobState before = state;
        state = before.to(next);
        LOG.info("{} {} -> {}", jobId, before.status(), next.status());
        listener.became(before, next);
    }

    /** Sinks clean up before the job is over, so that nothing is left when somebody hears of its end. */
    private void end(JobState terminal) {
        if (cleanup == Cleanup.NOT_BEGUN) {
            cleanup = Cleanup.UNDER_WAY;
            cleanups.run(() -> {
                cleanup = Cleanup.DONE;
                checkProgress();
            });
        }
        if (cleanup == Cleanup.DONE) {
            leave(terminal);
        }
    }

    private void leave(JobState terminal) {
        events.finished(terminal.status().name());
        become(terminal);
        sources.close();
    }

    /** Hears what becomes of the sinks' output. */
    private final class CommitListener implements Commits.Listener {
        @Override
        public void settled() {
            checkProgress();
        }

        @Override
        public void commitFailed(String sink, Throwable cause) {
            JobFailure failure = JobFailure.ofCommitter(sink, cause);
            LOG.error("{} fails: {}", jobId, failure.line());
            become(new JobState.Failing(failure));
            checkProgress();
        }
    }

    /** Hears what is in the way of the sources. */
    private final class SourceListener implements SourceCoordinators.Listener {
        @Override
        public void enumeratorFailed(JobVertex source, Throwable cause) {
            fail(JobFailure.ofEnumerator(source.head().name(), cause));
        }

        @Override
        public void splitsRefused(Execution execution, Throwable cause) {
            if (state.isLive()) {
                TaskManagerPeer peer = execution.deployedSlot().taskManager();
                String what = execution.name() + " did not take its splits [" + peer.id() + ", " + peer.host() + "]";
                fail(
                        LeaderEndpoint.codeOf(cause) == RpcException.Code.NO_ENDPOINT
                                ? JobFailure.unreachable(what, String.valueOf(cause.getMessage()))
                                : JobFailure.engine(what + ": " + cause.getMessage()));
            }
        }
    }

    /** Hears what becomes of tasks that were sent out or cancelled. */
    private final class TaskListener implements TaskControl.Listener {
        @Override
        public void deployed(Execution execution) {
            events.deployed(execution);
        }

        @Override
        public void deploymentFailed(Execution execution, JobFailure failure) {
            execution.become(ExecutionState.FAILED);
            fail(failure);
        }

        @Override
        public void gone(Execution execution) {
            execution.become(ExecutionState.CANCELED);
            checkProgress();
        }
    }
}
