package io.yarnflink.am;

import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphFile;
import io.yarnflink.jobmanager.JobManager;
import io.yarnflink.jobmanager.JobManagerConfig;
import io.yarnflink.jobmanager.UserCodeLoaders;
import io.yarnflink.jobmanager.checkpoints.CheckpointPlaces;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.rpc.NettyRpcService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempt that runs the job: from the JobManager's start to the unregistration. The caller's thread waits. */
final class JobAttempt implements JobManager.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(JobAttempt.class);

    private final Application application;
    private final Leadership leadership;
    private final ArchivedEvents events;
    private final YarnConnection yarn;
    private final CompletableFuture<NettyRpcService> rpc;
    private final ApplicationEnd end;
    /** The outcome that counts, once it is stored. */
    private final CompletableFuture<Outcome> stored = new CompletableFuture<>();
    /** The job's results have been fetched, or nobody wants them. */
    private final CountDownLatch done = new CountDownLatch(1);

    private volatile boolean endedBefore;

    JobAttempt(
            Application application,
            Leadership leadership,
            ArchivedEvents events,
            CompletableFuture<NettyRpcService> rpc,
            YarnConnection yarn) {
        this.application = application;
        this.leadership = leadership;
        this.events = events;
        this.rpc = rpc;
        this.yarn = yarn;
        this.end = new ApplicationEnd(
                application::archive,
                yarn::unregister,
                List.of(this::discardCheckpoints, application::removeStaging, leadership::end));
    }

    Outcome run() throws IOException, InterruptedException {
        ContainerProcess process = application.process();
        rpc.complete(process.listen());
        JobManager jobManager = new JobManager(
                application.epoch(),
                JobManagerConfig.perJob(settings()),
                new JobManager.World(
                        process.clock(),
                        rpc.join(),
                        new MasterThreads(process.io()),
                        yarn.containers(),
                        UserCodeLoaders.of(UserLibrary.open()),
                        events,
                        new CheckpointPlaces(process.checkpoints(), leadership.pointers())),
                this);
        jobManager.start();
        submit(jobManager);
        Outcome outcome = stored.join();
        done.await();
        LOG.info(
                "{} ended {}: {}",
                outcome.applicationId(),
                outcome.ending().state(),
                outcome.ending().cause());
        jobManager.shutDown("the job ended " + outcome.ending().state()).join();
        end.leave(outcome, events, () -> application.event(LifecycleStep.APP_UNREGISTERED));
        return outcome;
    }

    /** Checkpoints go with the application's own files unless the user has a place for them. */
    private Configuration settings() {
        Configuration settings = new Configuration(application.process().settings());
        if (settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).isEmpty()) {
            settings.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    CheckpointFolder.in(application.launch().staging()));
        }
        return settings;
    }

    private void submit(JobManager jobManager) {
        try {
            JobGraph graph = JobGraphFile.read(Files.readAllBytes(Path.of(ApplicationStaging.JOB_GRAPH)));
            jobManager.submit(graph).exceptionally(refusal -> {
                refused("the job was refused: " + refusal);
                return null;
            });
        } catch (IOException e) {
            refused("the job graph cannot be read: " + e.getMessage());
        }
    }

    private void refused(String cause) {
        long now = application.process().clock().wallMillis();
        store(Outcomes.failed(application.launch(), ExitCode.ENGINE, cause, now, now));
        done.countDown();
    }

    @Override
    public CompletableFuture<Void> terminal(JobReport report) {
        return store(Outcomes.of(application.launch(), report));
    }

    /** The attempt before this one may have been at work still when this one looked first: its end is this one's, too. */
    @Override
    public CompletableFuture<Boolean> hasEnded(String jobId) {
        if (application.epoch() == 1) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> runsOn = new CompletableFuture<>();
        EarlierEnd.of(application).find().whenComplete((outcome, failure) -> {
            if (failure != null) {
                ContainerProcess.giveUp("it cannot be told whether the job has ended: " + failure, failure);
            } else if (outcome.isEmpty()) {
                runsOn.complete(false);
            } else {
                // Nothing of the job begins here: the caller's thread shuts it down, and unregisters with that.
                endedBefore = true;
                stored.complete(outcome.get());
                done.countDown();
            }
        });
        return runsOn;
    }

    /** What this attempt's own job needs no more, its JobMaster deletes. */
    private void discardCheckpoints() throws IOException {
        if (endedBefore) {
            application.discardCheckpoints();
        }
    }

    @Override
    public void done(JobReport report) {
        done.countDown();
    }

    @Override
    public void superseded(String cause) {
        ContainerProcess.stopAsSuperseded(cause);
    }

    private CompletableFuture<Void> store(Outcome outcome) {
        return end.storeOn(application.process().io(), outcome).handle((counts, failure) -> {
            if (failure == null) {
                stored.complete(counts);
            } else {
                // Thrown where the caller's thread waits, which ends the process.
                stored.completeExceptionally(failure);
            }
            if (!end.isStored()) {
                throw new IllegalStateException("the outcome of " + outcome.applicationId() + " is not stored");
            }
            return null;
        });
    }
}
