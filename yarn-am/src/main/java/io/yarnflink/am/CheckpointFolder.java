package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphFile;
import io.yarnflink.jobmanager.checkpoints.CheckpointSettings;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.state.storage.UnusableFolderException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the checkpoints of the application's job lie, for those who do not run it; in its staging unless its user has a place
 * for them. Storage may block.
 */
final class CheckpointFolder {
    /** Their folder's name in the staging. */
    static final String STAGED = "checkpoints";

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);

    private final CheckpointStorages storages;
    private final Configuration effective;
    private final String staging;
    private final String jobId;

    CheckpointFolder(CheckpointStorages storages, Configuration effective, String staging, String jobId) {
        this.storages = storages;
        this.effective = effective;
        this.staging = staging;
        this.jobId = jobId;
    }

    static CheckpointFolder of(Application application) throws IOException {
        JobGraph graph = JobGraphFile.read(Files.readAllBytes(Path.of(ApplicationStaging.JOB_GRAPH)));
        return new CheckpointFolder(
                application.process().checkpoints(),
                effective(graph, application.process().settings()),
                application.launch().staging(),
                graph.jobId().toString());
    }

    /** Empty when there is no job graph that can be read: no job ran. */
    static Optional<CheckpointFolder> ofJob(Application application) {
        try {
            return Optional.of(of(application));
        } catch (IOException e) {
            LOG.warn("{} has no job graph that can be read: {}", application.id(), e.getMessage());
            return Optional.empty();
        }
    }

    /** What the program says, and what holds where it says nothing. */
    static Configuration effective(JobGraph graph, Configuration settings) {
        Configuration effective = new Configuration(settings);
        effective.addAll(Configuration.fromMap(graph.settings()));
        return effective;
    }

    /** The folder for those of all jobs in an application's staging. */
    static String in(String staging) {
        return staging + "/" + STAGED;
    }

    boolean isStaged() {
        return effective.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty();
    }

    private String path() {
        String all = effective
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElseGet(() -> in(staging));
        return all + (all.endsWith("/") ? "" : "/") + jobId;
    }

    /** For people: where they lie when the staging is gone. */
    String afterwards() {
        return afterwards(path(), staging);
    }

    /** The text with the paths as they are when the staging is gone. */
    static String afterwards(String text, String staging) {
        return text.replace(in(staging), ApplicationStaging.kept(staging, STAGED));
    }

    /** Whether the job, if it takes any, has a completed one; in a place that it cannot use there is none. */
    boolean hasCompleted() throws IOException {
        if (CheckpointSettings.from(effective).isEmpty()) {
            return false;
        }
        try {
            return CheckpointStore.hasCompleted(storages.open(path()));
        } catch (UnusableFolderException | AccessDeniedException e) {
            LOG.warn("{} has no checkpoints in {}: {}", jobId, path(), e.getMessage());
            return false;
        }
    }

    /** What an attempt stored the end of and did not come to delete, unless somebody may still go on from there. */
    void discard(Outcome stored, long epoch) {
        if (isKept(stored.ending())) {
            return;
        }
        try {
            CheckpointStorage storage = storages.open(path());
            if (CheckpointStore.isIn(storage)) {
                discard(stored, CheckpointStore.open(storage, epoch));
            }
        } catch (StaleEpochException e) {
            LOG.info("{} the checkpoints are another attempt's: {}", stored.applicationId(), e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} leaves checkpoints in {}: {}", stored.applicationId(), path(), e.getMessage());
        }
    }

    /** A job that is cancelled may have left undone what its last checkpoint decided to commit, which no other names. */
    private void discard(Outcome stored, CheckpointStore.Opened found) throws IOException {
        if (stored.ending().state() == JobStatus.CANCELED && decides(found.latest())) {
            LOG.warn("{} leaves checkpoints in {}: their output may not be committed", stored.applicationId(), path());
        } else {
            found.store().discardAll();
        }
    }

    private static boolean decides(Optional<CheckpointMetadata> latest) {
        return latest.filter(checkpoint -> !checkpoint.getCommits().isEmpty()).isPresent();
    }

    private boolean isKept(Outcome.Ending ending) {
        ExternalizedCheckpointRetention retention =
                effective.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
        return switch (ending.state()) {
            case FAILED ->
                retention != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS
                        || ending.cause().contains(jobId);
            case CANCELED -> retention == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION;
            case FINISHED -> false;
            case INITIALIZING, CREATED, RUNNING, FAILING, CANCELLING, RESTARTING -> true;
        };
    }
}
