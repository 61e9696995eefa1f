package io.yarnflink.jobmanager.job;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.jobmanager.commits.JobCleanups;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what only a job that goes on needs. The JobMaster's main thread only. */
final class JobEnd {
    private static final Logger LOG = LoggerFactory.getLogger(JobEnd.class);

    private final JobContext job;
    private final JobCheckpoints checkpoints;
    private final JobCleanups cleanups;

    JobEnd(JobContext job, JobCheckpoints checkpoints) {
        this.job = job;
        this.checkpoints = checkpoints;
        this.cleanups = new JobCleanups(job.executions().jobGraph(), job.userCode(), job.threads());
    }

    /**
     * Once its end is stored: before, a next leader would have to go on from what is deleted here. Completes when nothing
     * is left to be tried.
     */
    CompletableFuture<Void> cleanUp(JobStatus end) {
        boolean retained = checkpoints.arePeriodic() && isRetained(end);
        CompletableFuture<Void> discarded =
                retained ? CompletableFuture.completedFuture(null) : checkpoints.discardAll();
        return discarded
                .exceptionally(failure -> {
                    LOG.warn("{} its checkpoints were not deleted: {}", job.jobId(), failure.toString());
                    return null;
                })
                .thenCompose(done -> retained || checkpoints.haveSavepoints()
                        ? CompletableFuture.completedFuture(null)
                        : cleanups());
    }

    private CompletableFuture<Void> cleanups() {
        CompletableFuture<Void> cleaned = new CompletableFuture<>();
        cleanups.run(() -> cleaned.complete(null));
        return cleaned;
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
