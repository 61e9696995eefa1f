package io.yarnflink.am;

import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.HdfsJobArchive;
import io.yarnflink.staging.LeaderFiles;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The application as one ApplicationMaster attempt sees it: who it is, and where its files lie. HDFS may block. */
record Application(ContainerProcess process, LaunchEnvironment launch) {
    static final String COMPONENT = "ApplicationMaster";

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

    void removeStaging() throws IOException {
        Path directory = new Path(launch.staging());
        ApplicationStaging.at(fileSystem(directory), directory).remove();
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
