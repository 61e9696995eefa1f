package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.commits.Commits;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.restart.PipelinedRegions;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.sources.SourceCoordinators;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one job from state to state, as its subtasks, its coordinators and its users say: deploys, cancels, restarts, commits.
 * The JobMaster's main thread only.
 */
final class JobScheduler {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private final String jobId;
    private final ExecutionGraph executions;
    private final JobMasterConfig config;
    private final MainThread mainThread;
    private final JobEvents events;
    private final JobOwner owner;
    private final JobTasks tasks;
    private final TaskReports reports;
    private final SourceCoordinators sources;
    private final Commits commits;
    private final JobCheckpoints checkpoints;
    private final JobEnd jobEnd;
    private final PipelinedRegions regions;
    private final Restarts restarts;
    /** Some sinks of the job publish in their tasks. */
    private final boolean publishes;

    private JobState state = new JobState.WaitingForSlots();
    /** Whether there is something to go on from has been looked, with or without success. */
    private boolean looked;
    /** It is known from which checkpoint the job goes on. */
    private boolean opened;
    /** What earlier leaders decided is carried out. */
    private boolean wentOn;
    /** Nothing but slots is missing for the first deployment. */
    private boolean prepared;

    /** The savepoint that the job was to stop with came to be complete when it failed already. */
    private boolean stoppedMeanwhile;

    /** The job fails by a symptom, and what is behind it may still show up. */
    private boolean awaitsCause;
    /** How the job ends, while that is being stored; nothing changes it any more. */
    private @Nullable JobState ending;

    JobScheduler(JobContext job, JobEvents events, LeaderEndpoint.Caller caller, JobOwner owner) {
        this.jobId = job.jobId();
        this.executions = job.executions();
        this.config = job.config();
        this.mainThread = job.threads().main();
        this.events = events;
        this.owner = owner;
        this.reports = new TaskReports(executions, events, new ReportListener());
        this.sources = new SourceCoordinators(executions, job.userCode(), job.threads(), caller.requests(), reports);
        this.commits = new Commits(executions, job.userCode(), job.threads(), new CommitListener());
        this.checkpoints = job.checkpoints(caller, sources, new CheckpointListener());
        TaskControl control = new TaskControl(mainThread, caller.requests(), config.cancelTimeout(), reports);
        this.tasks = new JobTasks(executions, control, caller, checkpoints);
        this.regions = new PipelinedRegions(executions.jobGraph());
        this.publishes = executions.jobGraph().vertices().stream()
                .anyMatch(vertex -> !vertex.publishingIds().isEmpty());
        this.restarts = new Restarts(job);
        this.jobEnd = new JobEnd(job, checkpoints, commits);
    }

    JobState state() {
        return state;
    }

    SourceCoordinators sources() {
        return sources;
    }

    /** Takes what a sink prepared for a commit. */
    void offer(OfferCommittables message) throws RpcException {
        // What a task that is gone for this job still sends is not what its next attempt offers.
        Optional<Execution> sink = executions
                .find(message.getExecutionId())
                .filter(execution -> !execution.state().isTerminal() && execution.state() != ExecutionState.CANCELING);
        if (sink.isPresent()) {
            commits.offer(sink.get(), message);
        }
    }

    TaskReports reports() {
        return reports;
    }

    JobCheckpoints checkpoints() {
        return checkpoints;
    }

    /** Looks what the job goes on from, and prepares it. */
    void start() {
        checkpoints.open().thenCompose(found -> owner.hasEnded()).whenComplete(this::opened);
    }

    private void opened(@Nullable Boolean ended, @Nullable Throwable failure) {
        looked = true;
        if (failure != null) {
            fail(JobFailure.ofRestore(failure));
            checkProgress();
            return;
        }
        if (Boolean.TRUE.equals(ended)) {
            owner.superseded("the end of job " + jobId + " is stored already");
            return;
        }
        opened = true;
        if (!state.isLive()) {
            goOn(commits.commit(checkpoints.commits()), this::checkProgress);
            checkProgress();
        } else if (state instanceof JobState.WaitingForSlots) {
            startSources(regions.all());
            // Before anything else is read or written: the last leader may have decided and not done it.
            goOn(commits.commit(checkpoints.commits()), () -> {
                if (!endsStopped()) {
                    prepared = true;
                    slotsChanged();
                }
            });
        } else {
            checkProgress();
        }
    }

    /** When that is committed; what could not be is a failure of its own. */
    private void goOn(CompletableFuture<Void> committed, Runnable next) {
        committed.thenRun(() -> {
            wentOn = true;
            mainThread.execute(next);
        });
    }

    /** What was stopped reads nothing more. */
    private void startSources(Set<Integer> vertices) {
        if (checkpoints.stoppedWith().isEmpty()) {
            sources.start(vertices, checkpoints.enumerators());
        }
    }

    /** The job was stopped with a savepoint, and nothing but commits is left to be done: no sink publishes in its tasks. */
    private boolean needsNoTasks() {
        return checkpoints.stoppedWith().isPresent() && !publishes;
    }

    /** The savepoint that it was stopped with is whole, and committed: somebody may go on from it already. */
    private boolean endsStopped() {
        boolean ends = needsNoTasks();
        if (ends && (state.isLive() || state instanceof JobState.Failing) && ending == null) {
            LOG.warn("{} ends with {}, though not all of its tasks saw that", jobId, checkpoints.stoppedWith());
            restarts.end();
            end(new JobState.Finished());
        }
        return ends;
    }

    /** Lets go of what a job that has not ended holds here. */
    void close() {
        if (!state.isTerminal()) {
            sources.close();
        }
    }

    /** The job's slots changed: sends the subtasks to them if that is what it waits for. */
    void slotsChanged() {
        if (state instanceof JobState.WaitingForSlots && prepared) {
            owner.slots().ifPresent(slots -> deploy(regions.all(), slots));
        } else {
            checkProgress();
        }
    }

    private void deploy(Set<Integer> vertices, Collection<Slot> slots) {
        List<SubmitTask> described;
        try {
            described = tasks.describe(vertices, slots);
        } catch (IllegalArgumentException e) {
            fail(JobFailure.ofRestore(e));
            return;
        }
        restarts.end();
        become(new JobState.Deploying(restarts.count()));
        tasks.deploy(described);
    }

    /** Something failed that concerns the whole job. */
    void fail(JobFailure failure) {
        fail(failure, regions.all());
    }

    /**
     * These vertices failed: they restart, or the job fails. The first cause of either wins, unless it was only a symptom.
     */
    private void fail(JobFailure failure, Set<Integer> vertices) {
        if (ending != null) {
            LOG.warn("{} ends {}, what failed too: {}", jobId, ending.status(), failure.line());
            return;
        }
        boolean replacesSymptom = state.failure().filter(JobFailure::symptom).isPresent() && !failure.symptom();
        if (state instanceof JobState.Restarting && restarts.takes(failure)) {
            restarts.current().extend(vertices);
            if (replacesSymptom) {
                restarts.explained(failure);
                become(new JobState.Restarting(restarts.count(), failure));
                events.restarting(restarts.count(), failure, Duration.ZERO);
            } else {
                LOG.warn("{} restarts, what failed too: {}", jobId, failure.line());
            }
            tasks.cancel(vertices);
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

    private void restartOrFail(JobFailure failure, Set<Integer> vertices) {
        checkpoints.suspend("the job is " + (failure.lasting() ? "failing" : "restarting"));
        Optional<String> hindrance = failure.lasting() ? Optional.of("it would fail again") : owner.irrevocable();
        boolean stopped = checkpoints.stoppedWith().isPresent();
        boolean canEnd = stopped && opened && (needsNoTasks() || !failure.lasting());
        Optional<Duration> backoff = restarts.failed(failure, hindrance.isEmpty(), canEnd);
        if (backoff.isPresent()) {
            restart(failure, stopped ? regions.all() : vertices, backoff.get());
        } else {
            LOG.error(
                    "{} fails: {}; it does not restart: {}",
                    jobId,
                    failure.line(),
                    hindrance.orElseGet(restarts::exhausted));
            restarts.end();
            become(new JobState.Failing(failure));
            if (failure.symptom()) {
                awaitCause();
            }
            tasks.cancel(regions.all());
        }
    }

    private void restart(JobFailure failure, Set<Integer> vertices, Duration backoff) {
        boolean nothingDeployed = state instanceof JobState.WaitingForSlots;
        Set<Integer> concerned =
                restarts.begin(nothingDeployed ? regions.all() : vertices, backoff, this::checkProgress);
        int count = restarts.count();
        LOG.warn("{} restarts in {} ms, for the {}. time: {}", jobId, backoff.toMillis(), count, failure.line());
        become(new JobState.Restarting(count, failure));
        events.restarting(count, failure, backoff);
        tasks.cancel(concerned);
    }

    /** The old attempts are gone: prepares the new ones, and deploys them. */
    private void restore(Recovery current) {
        current.restoring();
        CompletableFuture<Void> released =
                checkpoints.mayNeedOffers() ? commits.forget(current.vertices()) : commits.restart(current.vertices());
        goOn(released.thenCompose(discarded -> commits.commit(checkpoints.commits())), () -> {
            if (!current.isOver() && !endsStopped()) {
                redeploy(current);
            }
        });
    }

    private void redeploy(Recovery current) {
        Optional<Collection<Slot>> slots = owner.slots();
        if (slots.isEmpty()) {
            current.reopen();
            return;
        }
        Set<Integer> vertices = current.vertices();
        executions.nextAttempts(vertices);
        owner.restarting(vertices);
        startSources(vertices);
        deploy(vertices, slots.get());
    }

    /** Ends the job as a user asks; false when it is past that. */
    boolean cancel() {
        if (state.isLive() && ending == null) {
            restarts.end();
            checkpoints.suspend("the job is cancelled");
            become(new JobState.Cancelling());
            tasks.cancel(regions.all());
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

    /** Goes on to the next state when the subtasks allow it. */
    private void checkProgress() {
        if (ending != null) {
            return;
        }
        if (state instanceof JobState.Restarting
                && restarts.mayRestore()
                && opened
                && checkpoints.areSettled()
                && (needsNoTasks() || owner.slots().isPresent())) {
            restore(restarts.current());
        }
        if (state instanceof JobState.Deploying && executions.allRunningOrFinished()) {
            become(new JobState.Running());
            events.running(checkpoints.restored());
            if (checkpoints.stoppedWith().isEmpty()) {
                checkpoints.resume();
            }
        }
        if (state instanceof JobState.Running && executions.allFinished() && checkpoints.areSettled()) {
            if (commits.isSettled()) {
                end(new JobState.Finished());
            } else if (checkpoints.endIsDurable() || commits.isIdle()) {
                // Until then what a checkpoint decided may fail, which is gone on from with all that came after it.
                become(new JobState.Committing());
                commitLast();
            }
        } else if (state instanceof JobState.Committing && commits.isSettled()) {
            end(new JobState.Finished());
        } else if (state instanceof JobState.Cancelling && mayEnd()) {
            end(new JobState.Canceled());
        } else if (state instanceof JobState.Failing failing
                && !(awaitsCause && failing.cause().symptom())
                && mayEnd()
                && !(stoppedMeanwhile && commits.uncommitted().isEmpty() && endsStopped())) {
            end(new JobState.Failed(failing.cause()));
        }
    }

    /** Nothing runs any more, and nothing is left to be done of what this leader or an earlier one decided. */
    private boolean mayEnd() {
        return looked && executions.allTerminal() && jobEnd.letsGo();
    }

    /** A next attempt must not do again what is committed here in part: it is to find that nothing else is left. */
    private void commitLast() {
        if (!checkpoints.arePeriodic() || checkpoints.endIsDurable()) {
            commits.commit();
            checkProgress();
            return;
        }
        checkpoints.completeEnd(commits::offered).whenComplete((last, failure) -> {
            if (failure == null) {
                commits.forget();
                commits.commit(last);
            } else if (JobEnd.isStale(failure)) {
                owner.superseded(String.valueOf(failure.getMessage()));
            } else {
                restartOrFail(JobFailure.ofEnd(failure), regions.all());
            }
            checkProgress();
        });
    }

    private void become(JobState next) {
        JobState before = state;
        state = before.to(next);
        LOG.info("{} {} -> {}", jobId, before.status(), next.status());
        owner.became(before, next);
    }

    /** Who hears of the end can rely on it: it is stored, and nothing is left behind. */
    private void end(JobState terminal) {
        ending = terminal;
        jobEnd.carryOut(terminal, wentOn, owner).thenRun(() -> leave(terminal));
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
            if (state instanceof JobState.Committing && checkpoints.endIsDurable()) {
                restartOrFail(failure, regions.all());
                checkProgress();
            } else if (state instanceof JobState.Committing) {
                // Some of it may be committed: what was not cannot be made again without doubling that.
                LOG.error("{} fails: {}", jobId, failure.line());
                become(new JobState.Failing(failure));
                checkProgress();
            } else {
                fail(failure);
            }
        }
    }

    /** Hears what TaskManagers report. */
    private final class ReportListener implements TaskReports.Listener {
        @Override
        public JobState state() {
            return state;
        }

        @Override
        public void changed(Execution execution) {
            checkpoints.changed(execution);
            checkProgress();
        }

        @Override
        public void backlogChanged(boolean processing) {
            checkpoints.coordinator().ifPresent(coordinator -> coordinator.backlogChanged(processing));
        }

        @Override
        public void failed(JobFailure failure, Set<Integer> failed) {
            Set<Integer> concerned = new TreeSet<>();
            failed.forEach(vertex -> concerned.addAll(regions.of(vertex)));
            fail(failure, concerned);
        }
    }

    /** Hears what becomes of checkpoints. */
    private final class CheckpointListener implements CheckpointCoordinator.Listener {
        @Override
        public void completed(CheckpointMetadata checkpoint, boolean mayCommit) {
            restarts.progressed();
            stoppedMeanwhile = checkpoints.stoppedWith().isPresent() && !state.isLive();
            if (mayCommit) {
                commits.commit(checkpoint.getCommits());
            }
        }

        @Override
        public void failedTooOften(String cause) {
            if (state.isLive()) {
                fail(JobFailure.ofCheckpoints(cause));
            }
        }

        @Override
        public void superseded(String cause) {
            owner.superseded(cause);
        }

        @Override
        public List<PendingCommit> uncommitted() {
            return commits.uncommitted();
        }

        @Override
        public void settled() {
            checkProgress();
        }
    }
}
