package io.yarnflink.jobmanager.job;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.jobmanager.commits.Commits;
import io.yarnflink.jobmanager.commits.JobCleanups;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.state.checkpoint.StaleEpochException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what only a job that goes on needs. The JobMaster's main thread only. */
final class JobEnd {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnd.class);

    private final JobContext job;
    private final JobCheckpoints checkpoints;
    private final Commits commits;
    private final JobCleanups cleanups;

    JobEnd(JobContext job, JobCheckpoints checkpoints, Commits commits) {
        this.job = job;
        this.checkpoints = checkpoints;
        this.commits = commits;
        this.cleanups = new JobCleanups(job.executions().jobGraph(), job.userCode(), job.threads());
    }

    /** Whether nothing is left of what sinks prepared for a commit that will not come. */
    boolean letsGo() {
        if (checkpoints.mayNeedOffers()) {
            commits.forget();
        } else {
            commits.discard();
        }
        return commits.isSettled() && checkpoints.areSettled();
    }

    /**
     * Has the end stored, and lets go of what only a job that goes on needs: before, a next leader would have to go on from
     * what is deleted here. If the end cannot be stored, all that stays. {@code wentOn}: what earlier leaders left was gone on
     * from. Completes when nothing is left to be tried; not at all, when somebody else leads by now.
     */
    CompletableFuture<Void> carryOut(JobState terminal, boolean wentOn, JobOwner owner) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        checkpoints.requireLeader().whenComplete((leads, failure) -> {
            if (isStale(failure)) {
                LOG.warn("{} does not end {} here: {}", job.jobId(), terminal.status(), failure.getMessage());
                owner.superseded(String.valueOf(failure.getMessage()));
                return;
            }
            owner.ending(named(terminal, wentOn))
                    .thenCompose(stored -> cleanUp(terminal.status(), wentOn))
                    .whenComplete((cleaned, notStored) -> {
                        if (notStored != null) {
                            LOG.error(
                                    "{} ends {}, but that is not stored, and what the job needed stays",
                                    job.jobId(),
                                    terminal.status(),
                                    notStored);
                        }
                        done.complete(null);
                    });
        });
        return done;
    }

    private JobState named(JobState terminal, boolean wentOn) {
        return terminal instanceof JobState.Failed failed
                        && whatIsStillNeeded(wentOn).isPresent()
                        && !checkpoints.folder().isEmpty()
                ? new JobState.Failed(failed.cause().and("any checkpoints of it stay in " + checkpoints.folder()))
                : terminal;
    }

    /** Whether it says that somebody else leads by now. */
    static boolean isStale(@Nullable Throwable failure) {
        return failure instanceof StaleEpochException
                || (failure != null && failure.getCause() instanceof StaleEpochException);
    }

    private CompletableFuture<Void> cleanUp(JobStatus end, boolean wentOn) {
        Optional<String> needed = whatIsStillNeeded(wentOn);
        if (needed.isPresent()) {
            LOG.warn("{} its checkpoints and its output stay as they are: {}", job.jobId(), needed.get());
            return CompletableFuture.completedFuture(null);
        }
        if (checkpoints.arePeriodic() && isRetained(end)) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> cleaned = new CompletableFuture<>();
        checkpoints.discardAll().whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.warn("{} its checkpoints were not deleted: {}", job.jobId(), failure.toString());
            }
            // What a later leader's tasks wrote is not this one's to delete.
            if (isStale(failure) || checkpoints.haveSavepoints()) {
                cleaned.complete(null);
            } else {
                cleanups.run(() -> cleaned.complete(null));
            }
        });
        return cleaned;
    }

    /** Nothing is deleted of what the job was to go on from and did not, nor of what is decided and not done. */
    private Optional<String> whatIsStillNeeded(boolean wentOn) {
        if (!wentOn && checkpoints.followOthers()) {
            return Optional.of("it did not go on from what an earlier attempt left");
        }
        return commits.uncommitted().isEmpty()
                ? Optional.empty()
                : Optional.of("not all that a completed checkpoint decided to commit is committed");
    }

    private boolean isRetained(JobStatus end) {
        ExternalizedCheckpointRetention retention =
                job.configuration().get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
        return switch (retention) {
            case NO_EXTERNALIZED_CHECKPOINTS -> false;
            case DELETE_ON_CANCELLATION -> end == JobStatus.FAILED;
            case RETAIN_ON_CANCELLATION -> end == JobStatus.FAILED || end == JobStatus.CANCELED;
        };
    }
}
