package io.yarnflink.jobmanager.job;

import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.commits.Commits;
import io.yarnflink.jobmanager.commits.JobCleanups;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.execution.TaskDeployment;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.restart.PipelinedRegions;
import io.yarnflink.jobmanager.restart.RestartStrategy;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotPlan;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.jobmanager.sources.SourceCoordinators;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one job from state to state, as its subtasks, its coordinators and its users say: deploys, cancels, restarts, commits.
 * The JobMaster's main thread only.
 */
final class JobScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    /** They go into one message to the client, which has a bound too. */
    private static final long MOST_ACCUMULATED_BYTES = 8L << 20;

    private final String jobId;
    private final ExecutionGraph executions;
    private final JobMasterConfig config;
    private final MainThread mainThread;
    private final Clock clock;
    private final JobEvents events;
    private final LeaderEndpoint.Caller caller;
    private final Listener listener;
    private final TaskControl tasks;
    private final SourceCoordinators sources;
    private final Commits commits;
    private final JobCleanups cleanups;
    private final SlotPlan slotPlan;
    private final PipelinedRegions regions;
    private final RestartStrategy strategy;
    private JobState state = new JobState.WaitingForSlots();
    private int restarts;
    private @Nullable Recovery recovery;
    /** The job fails by a symptom, and what is behind it may still show up. */
    private boolean awaitsCause;

    private Cleanup cleanup = Cleanup.NOT_BEGUN;

    private enum Cleanup {
        NOT_BEGUN,
        UNDER_WAY,
        DONE
    }

    /** Hears of each state, and knows what is not the scheduler's. */
    interface Listener {
        void became(JobState before, JobState now);

        /** All slots that the job needs; empty while some are missing. */
        Optional<Collection<Slot>> slots();

        /** What of the job cannot begin again, if anything. */
        Optional<String> irrevocable();

        /** These vertices begin again: what came of them before is void. */
        void restarting(Set<Integer> vertices);
    }

    JobScheduler(JobContext job, JobEvents events, LeaderEndpoint.Caller caller, Listener listener) {
        this.jobId = job.jobId();
        this.executions = job.executions();
        this.config = job.config();
        this.mainThread = job.threads().main();
        this.clock = job.clock();
        this.events = events;
        this.caller = caller;
        this.listener = listener;
        this.tasks = new TaskControl(mainThread, caller.requests(), config.cancelTimeout(), new TaskListener());
        this.sources = new SourceCoordinators(
                executions, job.userCode(), job.threads(), caller.requests(), new SourceListener());
        this.commits = new Commits(executions, job.userCode(), job.threads(), new CommitListener());
        this.slotPlan = new SlotPlan(executions.jobGraph());
        this.regions = new PipelinedRegions(executions.jobGraph());
        this.strategy = RestartStrategy.from(config.of(executions.jobGraph()), new SplittableRandom(jobId.hashCode()));
        this.cleanups = new JobCleanups(executions.jobGraph(), job.userCode(), job.threads());
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
        sources.start(regions.all(), List.of());
    }

    /** Lets go of what a job that has not ended holds here. */
    void close() {
        if (!state.isTerminal()) {
            sources.close();
        }
    }

    /** The job's slots changed: sends the subtasks to them if that is what it waits for. */
    void slotsChanged() {
        if (state instanceof JobState.WaitingForSlots) {
            listener.slots().ifPresent(slots -> deploy(regions.all(), slots));
        } else {
            checkProgress();
        }
    }

    private void deploy(Set<Integer> vertices, Collection<Slot> slots) {
        become(new JobState.Deploying(restarts));
        executions.assign(slotPlan.over(slots));
        TaskDeployment deployment = new TaskDeployment(executions, caller.self());
        executionsOf(vertices).forEach(execution -> tasks.deploy(execution, deployment));
    }

    private List<Execution> executionsOf(Set<Integer> vertices) {
        return executions.executions().stream()
                .filter(execution -> vertices.contains(execution.subtaskId().vertex()))
                .toList();
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
        boolean asked = execution.state() == ExecutionState.CANCELING;
        execution.become(reported);
        if (reported == ExecutionState.FAILED) {
            TaskManagerPeer peer = execution.deployedSlot().taskManager();
            fail(
                    message.getFailure() == null
                            ? JobFailure.engine(execution.name() + " failed for no reason given [" + peer.id() + "]")
                            : JobFailure.ofTask(execution, message.getFailure(), peer.id(), peer.host()),
                    regionOf(execution));
        } else if (reported == ExecutionState.CANCELED && !asked && state.isLive()) {
            fail(
                    JobFailure.unreachable(
                            execution.name(),
                            "its TaskManager " + message.getTaskManagerId() + " cancelled it on its own account"),
                    regionOf(execution));
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
        Set<Integer> vertices = new TreeSet<>();
        for (Execution execution : executions.executions()) {
            if (execution.runsOn(taskManager.id())) {
                // Others may have missed it before this: they read what its finished tasks left, or still read.
                missed |= state.failure().filter(JobFailure::symptom).isPresent();
                if (!execution.state().isTerminal()) {
                    execution.become(ExecutionState.FAILED);
                    vertices.addAll(regionOf(execution));
                    missed = true;
                }
            }
        }
        if (missed) {
            fail(JobFailure.taskManagerLost(taskManager.id(), taskManager.host(), cause, code), vertices);
        }
    }

    private Set<Integer> regionOf(Execution execution) {
        return regions.of(execution.subtaskId().vertex());
    }

    /** Something failed that concerns the whole job. */
    void fail(JobFailure failure) {
        fail(failure, regions.all());
    }

    /**
     * These vertices failed: they restart, or the job fails. The first cause of either wins, unless it was only a symptom.
     */
    private void fail(JobFailure failure, Set<Integer> vertices) {
        boolean replacesSymptom = state.failure().filter(JobFailure::symptom).isPresent() && !failure.symptom();
        if (state instanceof JobState.Restarting && isPartOfRecovery(failure)) {
            recovery().extend(vertices);
            if (replacesSymptom) {
                become(new JobState.Restarting(restarts, failure));
                events.restarting(restarts, failure, Duration.ZERO);
            } else {
                LOG.warn("{} restarts, what failed too: {}", jobId, failure.line());
            }
            cancelTasks(vertices);
        } else if (state.isLive()) {
            restartOrFail(failure, vertices);
        } else if (state instanceof JobState.Failing && replacesSymptom) {
            LOG.error("{} fails because of: {}", jobId, failure.line());
            become(new JobState.Failing(failure));
        } else {
            LOG.warn("{} is {}, what failed too: {}", jobId, state.status(), failure.line());
        }
        checkProgress();
    }

    private boolean isPartOfRecovery(JobFailure failure) {
        return recovery().isOpen() && !failure.lasting();
    }

    private void restartOrFail(JobFailure failure, Set<Integer> vertices) {
        Optional<String> hindrance = failure.lasting() ? Optional.of("it would fail again") : listener.irrevocable();
        Optional<Duration> backoff = hindrance.isPresent() ? Optional.empty() : strategy.failed(clock.nanos());
        if (backoff.isPresent()) {
            restart(failure, vertices, backoff.get());
        } else {
            LOG.error(
                    "{} fails: {}; it does not restart: {}",
                    jobId,
                    failure.line(),
                    hindrance.orElseGet(strategy::exhausted));
            endRecovery();
            become(new JobState.Failing(failure));
            if (failure.symptom()) {
                awaitCause();
            }
            cancelTasks(regions.all());
        }
    }

    private void restart(JobFailure failure, Set<Integer> vertices, Duration backoff) {
        Set<Integer> concerned = new TreeSet<>(vertices);
        if (state instanceof JobState.WaitingForSlots) {
            concerned.addAll(regions.all());
        } else if (state instanceof JobState.Restarting) {
            concerned.addAll(recovery().vertices());
        }
        endRecovery();
        restarts++;
        LOG.warn("{} restarts in {} ms, for the {}. time: {}", jobId, backoff.toMillis(), restarts, failure.line());
        become(new JobState.Restarting(restarts, failure));
        events.restarting(restarts, failure, backoff);
        Recovery begun = new Recovery(executions, concerned);
        recovery = begun;
        begun.waitFor(backoff, mainThread, this::checkProgress);
        cancelTasks(concerned);
    }

    private Recovery recovery() {
        return Objects.requireNonNull(recovery, "a job that restarts has a recovery");
    }

    private void endRecovery() {
        if (recovery != null) {
            recovery.end();
            recovery = null;
        }
    }

    /** The old attempts are gone: prepares the new ones, and deploys them. */
    private void restore(Recovery current) {
        current.restoring();
        commits.restart(current.vertices()).whenComplete((done, failure) -> {
            // What sinks prepared in vain may stay; a failure of that was logged.
            if (!current.isOver()) {
                redeploy(current);
            }
        });
    }

    private void redeploy(Recovery current) {
        Optional<Collection<Slot>> slots = listener.slots();
        if (slots.isEmpty()) {
            current.reopen();
            return;
        }
        Set<Integer> vertices = current.vertices();
        executions.nextAttempts(vertices);
        listener.restarting(vertices);
        sources.start(vertices, List.of());
        endRecovery();
        deploy(vertices, slots.get());
    }

    /** Ends the job as a user asks; false when it is past that. */
    boolean cancel() {
        if (state.isLive()) {
            endRecovery();
            become(new JobState.Cancelling());
            cancelTasks(regions.all());
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

    private void cancelTasks(Set<Integer> vertices) {
        executionsOf(vertices).forEach(tasks::cancel);
    }

    /** Goes on to the next state when the subtasks allow it. */
    private void checkProgress() {
        Recovery current = recovery;
        if (state instanceof JobState.Restarting
                && current != null
                && current.mayRestore()
                && listener.slots().isPresent()) {
            restore(current);
        }
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
                checkProgress();
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
            if (state instanceof JobState.Committing) {
                // Some of it may be committed: what was not cannot be made again without doubling that.
                LOG.error("{} fails: {}", jobId, failure.line());
                become(new JobState.Failing(failure));
                checkProgress();
            } else {
                fail(failure);
            }
        }
    }

    /** Hears what is in the way of the sources. */
    private final class SourceListener implements SourceCoordinators.Listener {
        @Override
        public void enumeratorFailed(int vertex, Throwable cause) {
            String source = executions.jobGraph().vertices().get(vertex).head().name();
            fail(JobFailure.ofEnumerator(source, cause), regions.of(vertex));
        }

        @Override
        public void splitsRefused(Execution execution, Throwable cause) {
            if (state.isLive()) {
                TaskManagerPeer peer = execution.deployedSlot().taskManager();
                String what = execution.name() + " did not take its splits [" + peer.id() + ", " + peer.host() + "]";
                fail(
                        LeaderEndpoint.codeOf(cause) == RpcException.Code.NO_ENDPOINT
                                ? JobFailure.unreachable(what, String.valueOf(cause.getMessage()))
                                : JobFailure.engine(what + ": " + cause.getMessage()),
                        regionOf(execution));
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
            fail(failure, regionOf(execution));
        }

        @Override
        public void gone(Execution execution) {
            execution.become(ExecutionState.CANCELED);
            checkProgress();
        }
    }
}
