package io.yarnflink.jobmanager.job;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.results.CollectedResults;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.DeclineCheckpoint;
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
import io.yarnflink.transport.protocol.TakeSavepoint;
import io.yarnflink.transport.protocol.TaskManagerLost;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.rpc.Address;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job: gets its slots, lets its scheduler deploy and watch the subtasks, answers clients, and ends it. */
public final class JobMaster extends LeaderEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(JobMaster.class);
    private final String jobId;
    private final JobMasterConfig config;
    private final Listener listener;
    private final ExecutionGraph executions;
    private final JobSlots slots;
    private final SlotRequirement requirement;
    private final JobScheduler scheduler;
    private final Savepoints savepoints;
    private final CollectedResults results;
    private final StateWatchers watchers;
    private final ClientWatch client;
    private final JobEvents events;
    private final long startedAt;
    private long endedAt;
    private boolean released;
    private boolean done;

    /** Hears of the job's end; called on the JobMaster's main thread. */
    public interface Listener {
        /** The job reaches a terminal state, which it never leaves; completes, on any thread, when that is stored. */
        CompletableFuture<Void> terminal(JobReport report);

        /** Whether an earlier leader has stored its end; completes on any thread. */
        CompletableFuture<Boolean> hasEnded();

        /** Its slots are given back and its results fetched: nobody needs this JobMaster but for reports. */
        void done();
    }

    /** What a job stands on: the ResourceManager, the loader of its classes, and where its checkpoints are kept. */
    public record Surroundings(Address resourceManager, ClassLoader userCode, CheckpointPlaces checkpoints) {}

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
        this.executions = new ExecutionGraph(graph, context.epoch());
        this.events = new JobEvents(context.events(), context.clock(), address().host(), executions);
        this.slots = new JobSlots(
                graph.requiredSlots(),
                config.heartbeat(),
                threads.main(),
                context.clock(),
                (to, timeout) -> ask(to, new Heartbeat(nameOf(jobId)), HeartbeatAnswer.class, timeout),
                caller().requests(),
                new SlotListener());
        this.requirement = new SlotRequirement(jobId, caller(), surroundings.resourceManager());
        JobContext job = new JobContext(
                executions, config, threads, context, surroundings.userCode(), surroundings.checkpoints());
        this.scheduler = new JobScheduler(job, events, caller(), new Owner());
        this.savepoints = new Savepoints(
                job, scheduler.checkpoints(), () -> scheduler.state().isLive());
        this.results = new CollectedResults(
                threads.main(),
                new CollectedResults.Bounds(config.resultBufferBytes(), config.longestWait(), config.clientTimeout()),
                this::checkDone);
        this.watchers = new StateWatchers(threads.main(), this::report);
        this.client = new ClientWatch(config.clientTimeout(), threads.main(), context.clock(), scheduler::fail);
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
            scheduler.fail(JobFailure.noSlots(message.getCause(), message.getCode()));
            return acknowledged();
        });
        on(TaskStateChanged.class, message -> {
            scheduler.reports().stateChanged(message);
            return acknowledged();
        });
        on(TaskProgress.class, message -> {
            scheduler.reports().progressed(message);
            return acknowledged();
        });
        on(ReaderReady.class, message -> {
            executions
                    .find(message.getExecutionId())
                    .ifPresent(reader -> scheduler.sources().readerReady(reader, message.getHost()));
            return acknowledged();
        });
        on(RequestSplit.class, message -> {
            executions
                    .find(message.getExecutionId())
                    .ifPresent(reader ->
                            scheduler.sources().splitRequested(reader, message.getSequence(), message.getHost()));
            return acknowledged();
        });
        on(OfferCommittables.class, message -> {
            scheduler.offer(message);
            return acknowledged();
        });
        on(ReportWatermark.class, scheduler.sources()::watermarkReported);
        on(SendReaderEvent.class, scheduler.sources()::readerEvent);
        on(AcknowledgeCheckpoint.class, message -> {
            scheduler.checkpoints().coordinator().ifPresent(checkpoints -> checkpoints.acknowledge(message));
            return acknowledged();
        });
        on(DeclineCheckpoint.class, message -> {
            scheduler.checkpoints().coordinator().ifPresent(checkpoints -> checkpoints.decline(message));
            return acknowledged();
        });
        on(OfferCollected.class, results::offer);
    }

    private void handleClients() {
        on(FetchCollected.class, message -> {
            client.heard();
            return results.fetch(message);
        });
        on(TakeSavepoint.class, savepoints::take);
        on(GetJob.class, message -> CompletableFuture.completedFuture(JobReports.soFar(report(), executions)));
        on(AwaitJob.class, this::awaitChange);
        on(CancelJob.class, message -> {
            boolean begun = scheduler.cancel();
            FailPoint.hit("A13");
            if (!begun && !(scheduler.state() instanceof JobState.Committing)) {
                results.giveUp();
            }
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
            scheduler.start();
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
            scheduler.close();
            mainThread().close();
        });
    }

    /** A connection to a peer process broke; any thread. */
    public void peerLost(String host, int port) {
        mainThread().execute(() -> slots.peerLost(host, port));
    }

    private CompletableFuture<SlotsAccepted> offerSlots(OfferSlots offers) {
        List<String> accepted = scheduler.state().needsSlots() ? slots.offer(offers) : slots.alreadyHeld(offers);
        if (slots.pool().isComplete()) {
            // After the answer, so that the TaskManager knows of its slot before it gets tasks for it.
            mainThread().execute(scheduler::slotsChanged);
        }
        return CompletableFuture.completedFuture(new SlotsAccepted(accepted));
    }

    private void became(JobState before, JobState now) {
        if (now.isTerminal()) {
            ended(now);
        } else {
            if (before.needsSlots() && !now.needsSlots()) {
                requirement.keep();
            } else if (before instanceof JobState.Committing) {
                // While it committed it may have been told that there are none.
                requirement.declare(slots.pool().required());
            }
            if (before.status() != now.status()) {
                watchers.stateChanged();
            }
        }
    }

    private void ended(JobState terminal) {
        JobReport report = report();
        if (terminal instanceof JobState.Finished) {
            results.finish();
        } else {
            results.fail("Job " + jobId + " is " + report.getState()
                    + (report.getCause().isEmpty() ? "" : ": " + report.getCause()));
        }
        watchers.stateChanged();
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
        JobState state = scheduler.state();
        if (state.isTerminal() || !state.status().name().equals(message.getState())) {
            return CompletableFuture.completedFuture(report());
        }
        long wait = Math.min(
                Math.max(0, message.getMaxWaitMillis()), config.longestWait().toMillis());
        return watchers.await(Duration.ofMillis(wait));
    }

    private JobReport report() {
        return JobReports.report(scheduler.state(), executions, slots.pool(), startedAt, endedAt);
    }

    /** Hears of the job's states, and brings what is here in line with them. */
    private final class Owner implements JobOwner {
        @Override
        public void became(JobState before, JobState now) {
            JobMaster.this.became(before, now);
        }

        @Override
        public CompletableFuture<Void> ending(JobState terminal) {
            endedAt = wallMillis();
            CompletableFuture<Void> stored = new CompletableFuture<>();
            listener.terminal(JobReports.report(terminal, executions, slots.pool(), startedAt, endedAt))
                    .whenComplete((done, failure) -> mainThread().execute(() -> {
                        if (failure == null) {
                            stored.complete(null);
                        } else {
                            stored.completeExceptionally(failure);
                        }
                    }));
            return stored;
        }

        @Override
        public CompletableFuture<Boolean> hasEnded() {
            return listener.hasEnded().thenApplyAsync(ended -> ended, mainThread());
        }

        @Override
        public Optional<Collection<Slot>> slots() {
            return slots.pool().isComplete() ? Optional.of(slots.pool().slots()) : Optional.empty();
        }

        @Override
        public Optional<String> irrevocable() {
            return results.hasRecords()
                    ? Optional.of("the client of '" + executions.jobGraph().name()
                            + "' collects its results, some of which it may have already")
                    : Optional.empty();
        }

        @Override
        public void restarting(Set<Integer> vertices) {
            results.restart();
        }

        @Override
        public void superseded(String cause) {
            context().superseded().accept(cause);
        }
    }

    /** Hears of the TaskManagers that gave slots. */
    private final class SlotListener implements JobSlots.Listener {
        @Override
        public void joined(TaskManagerPeer taskManager) {
            events.slotsOffered(taskManager);
        }

        @Override
        public void lost(TaskManagerPeer taskManager, List<Slot> lost, String cause, String code) {
            scheduler.reports().taskManagerLost(taskManager, cause, code);
            // A job that this lets fail needs no others.
            requirement.lost(lost);
        }
    }
}
