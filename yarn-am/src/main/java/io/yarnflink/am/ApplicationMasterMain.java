package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.Map;

/** Where YARN starts the ApplicationMaster. */
public final class ApplicationMasterMain {
    private ApplicationMasterMain() {}

    public static void main(String[] args) {
        try {
            ContainerLog.configure();
            Outcome outcome = run(System.getenv());
            // All that matters is stored by now; Hadoop's shutdown hooks would only take time.
            Runtime.getRuntime().halt(outcome.ending().state() == JobStatus.FAILED ? 1 : 0);
        } catch (Throwable e) {
            ContainerProcess.giveUp("the ApplicationMaster failed: " + e, e);
        }
    }

    private static Outcome run(Map<String, String> environment) throws Exception {
        ContainerProcess process = ContainerProcess.begin(environment);
        Application application = new Application(process, LaunchEnvironment.from(environment));
        ArchivedEvents events =
                new ArchivedEvents(() -> application.archive().openEvents(application.id()), process.io());
        events.append(application.event(LifecycleStep.AM_STARTED, ProcessStart.wallMillis(process.clock())));
        return new LostMasterReport(application, events).run();
    }
}
