package io.yarnflink.am;

import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an attempt after the first does: it says that the one before was lost, and leaves nothing behind. */
final class LostMasterReport {
    private static final Logger LOG = LoggerFactory.getLogger(LostMasterReport.class);
    private static final int NO_PORT = -1;
    private static final long DIAGNOSTICS_SECONDS = 5;

    private final Application application;
    private final Leadership leadership;
    private final ArchivedEvents events;

    LostMasterReport(Application application, Leadership leadership, ArchivedEvents events) {
        this.application = application;
        this.leadership = leadership;
        this.events = events;
    }

    /** Registers, reports and unregisters; returns what the application ended as. */
    Outcome run() throws IOException, YarnException, InterruptedException {
        Future<String> diagnostics = application.process().io().submit(this::diagnostics);
        AMRMClient<ContainerRequest> yarn = AMRMClient.createAMRMClient();
        yarn.init(application.process().hadoop());
        yarn.start();
        List<Container> orphans = yarn.registerApplicationMaster(
                        application.process().identity().host(), NO_PORT, "")
                .getContainersFromPreviousAttempts();
        for (Container orphan : orphans) {
            LOG.info("{} of the attempt before is released", orphan.getId());
            yarn.releaseAssignedContainer(orphan.getId());
        }
        if (!orphans.isEmpty()) {
            yarn.allocate(1);
        }
        JobArchive archive = application.archive();
        ApplicationEnd end = new ApplicationEnd(
                () -> archive,
                (status, text) -> unregister(yarn, status, text),
                List.of(application::discardCheckpoints, application::removeStaging, leadership::end));
        Outcome stored = end.store(new LostMaster(application.epoch() - 1, within(diagnostics))
                .outcome(
                        application.launch(),
                        earlierEvents(archive),
                        application.process().clock().wallMillis()));
        LOG.info(
                "{} ended {}: {}",
                stored.applicationId(),
                stored.ending().state(),
                stored.ending().cause());
        end.leave(stored, events, () -> application.event(LifecycleStep.APP_UNREGISTERED));
        return stored;
    }

    private static void unregister(AMRMClient<ContainerRequest> yarn, FinalApplicationStatus status, String diagnostics)
            throws IOException {
        try {
            yarn.unregisterApplicationMaster(status, diagnostics, "");
        } catch (YarnException e) {
            throw new IOException("YARN refused the end of the application: " + e.getMessage(), e);
        }
    }

    private List<LifecycleEvent> earlierEvents(JobArchive archive) {
        try {
            return archive.events(application.id());
        } catch (IOException e) {
            LOG.warn("{}: the earlier events cannot be read: {}", application.id(), e, e);
            return List.of();
        }
    }

    private String diagnostics() throws IOException {
        ApplicationAttemptId own = ContainerId.fromString(
                        application.process().identity().containerId())
                .getApplicationAttemptId();
        return PreviousAttempt.diagnostics(
                application.process().hadoop(),
                ApplicationAttemptId.newInstance(own.getApplicationId(), own.getAttemptId() - 1));
    }

    /** The report must not wait long for its decoration. */
    private static String within(Future<String> diagnostics) throws InterruptedException {
        try {
            return diagnostics.get(DIAGNOSTICS_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("YARN does not tell why the attempt before was lost: {}", String.valueOf(e.getCause()));
            return "";
        }
    }
}
