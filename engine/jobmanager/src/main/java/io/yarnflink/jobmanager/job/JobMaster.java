package io.yarnflink.jobmanager.job;

import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.commits.Commits;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.execution.TaskDeployment;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.results.CollectedResults;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotSharing;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.jobmanager.sources.SourceCoordinators;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.ReaderReady;
import io.yarnflink.transport.protocol.ReportWatermark;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.protocol.SendReaderEvent;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SlotsUnavailable;
import io.yarnflink.transport.protocol.TaskManagerLost;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job: gets its slots, deploys its subtasks, watches them, and ends it. */
public final class JobMaster extends LeaderEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(JobMaster.class);
    /** They go into one message to the client, which has a bound too. */
    private static final long MOST_ACCUMULATED_BYTES = 8L << 20;

    private final String jobId;
    private final JobMasterConfig config;
    private final Listener listener;
    private final ExecutionGraph executions;
    private final JobSlots slots;
    private final SlotRequirement requirement;
    private final TaskControl tasks;
    private final SourceCoordinators sources;
    private final Commits commits;
    private final CollectedResults results;
    private final StateWatchers watchers;
    private final ClientWatch client;
    private final JobEvents events;
    private final long startedAt;
    private JobState state = new JobState.WaitingForSlots();
    private long failingSinceNanos;
    private long endedAt;
    private boolean released;
    private boolean done;

    /** Hears of the job's end; called on the JobMaster's main thread. */
    public interface Listener {
        /** The job reached a terminal state, which it never leaves. */
        void terminal(JobReport report);

        /** Its slots are given back and its results fetched: nobody needs this JobMaster but for reports. */
        void done();
    }

    /** What a job stands on: the ResourceManager, and the loader of its classes. */
    public record Surroundings(Address resourceManager, ClassLoader userCode) {}

    public JobMaster(
            JobGraph graph,
            JobMasterConfig config,
            LeaderContext context,
            JobThreads threads,
            Surroundings surroundings,
            Listener listener) {
        super(nameOf(graph.jobId().toString()), threads.main(), context);
        this.jobId = graph.jobId().toString();
        this.config = config;
        this.listener = listener;
        this.startedAt = context.clock().wallMillis();
        this.executions = new ExecutionGraph(graph);
        this.slots = new JobSlots(
                graph.requiredSlots(),
                config.heartbeat(),
                threads.main(),
                context.clock(),
                (to, timeout) -> ask(to, new Heartbeat(nameOf(jobId)), HeartbeatAnswer.class, timeout),
                requests(),
                new SlotListener());
        this.requirement = new SlotRequirement(jobId, address(), surroundings.resourceManager(), requests());
        this.tasks = new TaskControl(threads.main(), requests(), config.cancelTimeout(), new TaskListener());
        this.sources =
                new SourceCoordinators(executions, surroundings.userCode(), threads, requests(), new SourceListener());
        this.commits = new Commits(executions, surroundings.userCode(), threads, new CommitListener());
        this.results = new CollectedResults(
                threads.main(),
                new CollectedResults.Bounds(config.resultBufferBytes(), config.longestWait(), config.clientTimeout()),
                this::checkDone);
        this.watchers = new StateWatchers(threads.main(), this::report);
        this.client = new ClientWatch(config.clientTimeout(), threads.main(), context.clock(), this::fail);
        this.events = new JobEvents(context.events(), context.clock(), address().host(), executions);
        handleTaskManagers();
        handleClients();
    }

    private void handleTaskManagers() {
        on(OfferSlots.class, this::offerSlots);
        on(TaskManagerLost.class, message -> {
            slots.taskManagerLost(message.getTaskManagerId(), message.getCause(), message.getCode());
            return acknowledged();
        });
        on(SlotsUnavailable.class, message -> {
            fail(new JobFailure("No slots for the job: " + message.getCause(), message.getCode(), "", false));
            return acknowledged();
        });
        on(TaskStateChanged.class, message -> {
            executions
                    .find(message.getExecutionId())
                    .filter(execution -> execution.runsOn(message.getTaskManagerId()))
                    .ifPresent(execution -> taskStateChanged(execution, message));
            return acknowledged();
        });
        on(TaskProgress.class, message -> {
            executions.find(message.getExecutionId()).ifPresent(execution -> {
                execution.progress(message.getCounters(), message.getFirstRecordAt());
                events.progressed();
            });
            return acknowledged();
        });
        on(ReaderReady.class, message -> {
            executions
                    .find(message.getExecutionId())
                    .ifPresent(execution -> sources.readerReady(execution, message.getHost()));
            return acknowledged();
        });
        on(RequestSplit.class, message -> {
            executions
                    .find(message.getExecutionId())
                    .ifPresent(
                            execution -> sources.splitRequested(execution, message.getSequence(), message.getHost()));
            return acknowledged();
        });
        on(OfferCommittables.class, message -> {
            Optional<Execution> sink = executions.find(message.getExecutionId());
            if (sink.isPresent()) {
                commits.offer(sink.get(), message);
            }
            return acknowledged();
        });
        on(ReportWatermark.class, sources::watermarkReported);
        on(SendReaderEvent.class, sources::readerEvent);
        on(OfferCollected.class, results::offer);
    }

    private void handleClients() {
        on(FetchCollected.class, message -> {
            client.heard();
            return results.fetch(message);
        });
        on(GetJob.class, message -> CompletableFuture.completedFuture(report()));
        on(AwaitJob.class, this::awaitChange);
        on(CancelJob.class, message -> {
            cancel();
            return acknowledged();
        });
    }

    /** The name of the endpoint of a job's JobMaster. */
    public static String nameOf(String jobId) {
        return "jobmaster-" + jobId;
    }

    /** Begins to work; any thread. */
    public void start() {
        listen();
        mainThread().execute(() -> {
            int required = slots.pool().required();
            LOG.info("{} '{}' needs {} slots", jobId, executions.jobGraph().name(), required);
            events.slotsRequested(required);
            requirement.declare(required);
            sources.start();
            if (executions.jobGraph().needsClient()) {
                client.check();
            }
        });
    }

    /** Stops answering, whatever the job does; any thread. */
    public void close() {
        mainThread().execute(() -> {
            stopListening();
            slots.close();
            if (!state.isTerminal()) {
                sources.close();
            }
            mainThread().close();
        });
    }

    /** A connection to a peer process broke; any thread. */
    public void peerLost(String host, int port) {
        mainThread().execute(() -> slots.peerLost(host, port));
    }

    private CompletableFuture<SlotsAccepted> offerSlots(OfferSlots offers) {
        List<String> accepted =
                state instanceof JobState.WaitingForSlots ? slots.offer(offers) : slots.alreadyHeld(offers);
        if (slots.pool().isComplete()) {
            // After the answer, so that the TaskManager knows of its slot before it gets tasks for it.
            mainThread().execute(this::deploy);
        }
        return CompletableFuture.completedFuture(new SlotsAccepted(accepted));
    }

    private void deploy() {
        if (state instanceof JobState.WaitingForSlots && slots.pool().isComplete()) {
            become(new JobState.Deploying());
            executions.assign(
                    SlotSharing.assign(executions.jobGraph(), slots.pool().slots()));
            TaskDeployment deployment = new TaskDeployment(executions, peerAddress());
            executions.executions().forEach(execution -> tasks.deploy(execution, deployment));
        }
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
        } else if (reported == ExecutionState.CANCELED && isLive()) {
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

    private boolean isLive() {
        return state instanceof JobState.WaitingForSlots
                || state instanceof JobState.Deploying
                || state instanceof JobState.Running;
    }

    /** The first cause wins, unless it was only a symptom. */
    private void fail(JobFailure failure) {
        if (isLive()) {
            LOG.error("{} fails: {}", jobId, failure.line());
            failingSinceNanos = context().clock().nanos();
            become(new JobState.Failing(failure));
            cancelTasks();
            if (failure.symptom()) {
                mainThread().schedule(config.symptomGrace(), this::checkProgress);
            }
        } else if (state instanceof JobState.Failing failing && failing.cause().symptom() && !failure.symptom()) {
            LOG.error("{} fails because of: {}", jobId, failure.line());
            become(new JobState.Failing(failure));
        } else {
            LOG.warn("{} is {}, what failed too: {}", jobId, state.status(), failure.line());
        }
        checkProgress();
    }

    private void cancel() {
        if (isLive()) {
            become(new JobState.Cancelling());
            cancelTasks();
            checkProgress();
        } else if (!(state instanceof JobState.Committing)) {
            results.giveUp();
        }
    }

    private void cancelTasks() {
        requirement.keep();
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
                requirement.keep();
                commits.commit();
            }
        } else if (state instanceof JobState.Committing && commits.isSettled()) {
            end(new JobState.Finished());
        } else if (state instanceof JobState.Cancelling && executions.allTerminal() && lettingGo()) {
            end(new JobState.Canceled());
        } else if (state instanceof JobState.Failing failing
                && executions.allTerminal()
                && !awaitsCause(failing)
                && lettingGo()) {
            end(new JobState.Failed(failing.cause()));
        }
    }

    /** Whether nothing is left of what sinks prepared for a commit that will not come. */
    private boolean lettingGo() {
        commits.discard();
        return commits.isSettled();
    }

    private boolean awaitsCause(JobState.Failing failing) {
        long failingNanos = context().clock().nanos() - failingSinceNanos;
        return failing.cause().symptom() && failingNanos < config.symptomGrace().toNanos();
    }

    private void become(JobState next) {
        JobState before = state;
        state = before.to(next);
        LOG.info("{} {} -> {}", jobId, before.status(), next.status());
        if (before.status() != next.status()) {
            watchers.stateChanged();
        }
    }

    private void end(JobState terminal) {
        endedAt = wallMillis();
        JobReport report = report(terminal);
        events.finished(report.getState());
        if (terminal instanceof JobState.Finished) {
            results.finish();
        } else {
            results.fail("Job " + jobId + " is " + report.getState()
                    + (report.getCause().isEmpty() ? "" : ": " + report.getCause()));
        }
        become(terminal);
        listener.terminal(report);
        sources.close();
        // The ResourceManager may give a slot to another job once its TaskManager knows that it is free.
        slots.release("job " + jobId + " is " + report.getState())
                .whenComplete((all, failure) -> requirement.withdraw().whenComplete((ack, refused) -> {
                    released = true;
                    checkDone();
                }));
    }

    private void checkDone() {
        if (released && results.isDrained() && !done) {
            done = true;
            listener.done();
        }
    }

    private CompletableFuture<JobReport> awaitChange(AwaitJob message) {
        client.heard();
        if (state.isTerminal() || !state.status().name().equals(message.getState())) {
            return CompletableFuture.completedFuture(report());
        }
        long wait = Math.min(
                Math.max(0, message.getMaxWaitMillis()), config.longestWait().toMillis());
        return watchers.await(Duration.ofMillis(wait));
    }

    private JobReport report() {
        return report(state);
    }

    private JobReport report(JobState reported) {
        return JobReports.report(reported, executions, slots.pool(), startedAt, endedAt);
    }

    /** Hears of the TaskManagers that gave slots. */
    private final class SlotListener implements JobSlots.Listener {
        @Override
        public void joined(TaskManagerPeer taskManager) {
            events.slotsOffered(taskManager);
        }

        @Override
        public void lost(TaskManagerPeer taskManager, List<Slot> lost, String cause, String code) {
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
            // A job that this lets fail needs no others.
            requirement.lost(lost);
        }
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
            if (isLive()) {
                TaskManagerPeer peer = execution.deployedSlot().taskManager();
                String what = execution.name() + " did not take its splits [" + peer.id() + ", " + peer.host() + "]";
                fail(
                        codeOf(cause) == RpcException.Code.NO_ENDPOINT
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
