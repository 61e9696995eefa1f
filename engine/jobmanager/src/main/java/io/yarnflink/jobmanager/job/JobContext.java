package io.yarnflink.jobmanager.job;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateRecoveryOptions;
import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.checkpoints.CheckpointCoordinator;
import io.yarnflink.jobmanager.checkpoints.CheckpointMessages;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.jobmanager.checkpoints.CheckpointSettings;
import io.yarnflink.jobmanager.checkpoints.DurableCheckpoints;
import io.yarnflink.jobmanager.checkpoints.Enumerators;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import java.util.Optional;

/** What the parts of one JobMaster share. */
record JobContext(
        ExecutionGraph executions,
        JobMasterConfig config,
        JobThreads threads,
        LeaderContext leader,
        ClassLoader userCode,
        CheckpointPlaces places) {
    String jobId() {
        return executions.jobGraph().jobId().toString();
    }

    Clock clock() {
        return leader.clock();
    }

    /** What the program says, and what holds where it says nothing. */
    Configuration configuration() {
        return config.of(executions.jobGraph());
    }

    /** The job's checkpoints, if it asks for some. */
    JobCheckpoints checkpoints(
            LeaderEndpoint.Caller caller, Enumerators enumerators, CheckpointCoordinator.Listener listener) {
        Configuration configuration = configuration();
        Optional<CheckpointSettings> settings = CheckpointSettings.from(configuration);
        boolean folderKnown = configuration
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .isPresent();
        if (settings.isEmpty() || (!settings.get().arePeriodic() && !folderKnown)) {
            return JobCheckpoints.none();
        }
        String folder = folder(configuration);
        CheckpointCoordinator coordinator = new CheckpointCoordinator(
                new CheckpointCoordinator.Job(executions, clock(), leader.epoch()),
                threads.main(),
                settings.get(),
                new DurableCheckpoints(
                        new DurableCheckpoints.Place(
                                places.storages(), folder, places.pointers().of(jobId())),
                        leader.epoch(),
                        new DurableCheckpoints.Keeping(
                                configuration.get(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS),
                                configuration.get(StateRecoveryOptions.ALLOW_OLDER_CHECKPOINT)),
                        threads),
                new CheckpointMessages(jobId(), caller.requests()),
                enumerators,
                listener);
        return new JobCheckpoints(Optional.of(new JobCheckpoints.Taken(coordinator, settings.get(), folder)));
    }

    private String folder(Configuration configuration) {
        String all = configuration
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElseThrow(() -> new IllegalStateException(
                        "No folder for checkpoints is known; set " + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()));
        return all + (all.endsWith("/") ? "" : "/") + jobId();
    }
}
