package io.yarnflink.am;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphFile;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt after the first has before it: a job that goes on, or nothing but its end. HDFS may block. */
final class Succession {
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final Application application;

    Succession(Application application) {
        this.application = application;
    }

    /** Whether the job is to run on: its end is not stored, and it takes checkpoints, or was stopped with a savepoint. */
    boolean goesOn() throws IOException {
        Optional<Outcome> stored = EarlierEnd.of(application).find().join();
        if (stored.isPresent()) {
            LOG.info(
                    "{} ended {} already",
                    application.id(),
                    stored.get().ending().state());
            return false;
        }
        JobGraph graph = JobGraphFile.read(Files.readAllBytes(Path.of(ApplicationStaging.JOB_GRAPH)));
        return goesOn(graph, application.process().settings())
                || CheckpointFolder.of(application).hasCompleted();
    }

    static boolean goesOn(JobGraph graph, Configuration settings) {
        return CheckpointingOptions.isCheckpointingEnabled(CheckpointFolder.effective(graph, settings));
    }
}
