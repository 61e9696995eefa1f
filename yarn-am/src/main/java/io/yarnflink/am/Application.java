package io.yarnflink.am;

import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.HdfsJobArchive;
import io.yarnflink.staging.LeaderFiles;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application as one ApplicationMaster attempt sees it: who it is, and where its files lie. HDFS may block. */
record Application(ContainerProcess process, LaunchEnvironment launch) {
    static final String COMPONENT = "ApplicationMaster";
    private static final Logger LOG = LoggerFactory.getLogger(Application.class);

    String id() {
        return launch.applicationId();
    }

    /** The attempt is the epoch under which everything durable is written. */
    long epoch() {
        return process.identity().attempt();
    }

    JobArchive archive() throws IOException {
        Path root = new Path(launch.archive());
        return new HdfsJobArchive(fileSystem(root), root, JobArchive.attempt(epoch()));
    }

    LeaderFiles leaders() throws IOException {
        Path directory = new Path(launch.staging());
        return new LeaderFiles(fileSystem(directory), directory);
    }

    /** Deletes the checkpoints of a job whose end is stored: the attempt that stored it may have come no further. */
    void discardCheckpoints() throws IOException {
        Optional<Outcome> stored = archive().outcome(id());
        if (stored.isPresent()) {
            CheckpointFolder.of(this).discard(stored.get(), epoch());
        }
    }

    /** Removes all of it but checkpoints that somebody may still go on from: whoever did not need them has deleted them. */
    void removeStaging() throws IOException {
        Path directory = new Path(launch.staging());
        ApplicationStaging staging = ApplicationStaging.at(fileSystem(directory), directory);
        Optional<CheckpointFolder> checkpoints = CheckpointFolder.ofJob(this);
        if (checkpoints.isPresent()
                && checkpoints.get().isStaged()
                && checkpoints.get().hasCompleted()) {
            staging.keep(CheckpointFolder.STAGED);
            LOG.warn(
                    "{} the checkpoints of its job stay in {}",
                    id(),
                    checkpoints.get().afterwards());
        }
        staging.remove();
    }

    private FileSystem fileSystem(Path path) throws IOException {
        return path.getFileSystem(process.hadoop());
    }

    LifecycleEvent event(LifecycleStep step, long wallMillis) {
        return new LifecycleEvent(
                step,
                COMPONENT,
                process.identity().host(),
                wallMillis,
                Map.of("applicationId", id(), "attempt", String.valueOf(epoch())));
    }

    LifecycleEvent event(LifecycleStep step) {
        return event(step, process.clock().wallMillis());
    }
}
