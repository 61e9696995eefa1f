package io.yarnflink.am;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.rpc.NettyRpcService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Where YARN starts the ApplicationMaster. */
public final class ApplicationMasterMain {
    private ApplicationMasterMain() {}

    public static void main(String[] args) {
        try {
            ContainerLog.configure();
            ContainerProcess.endWhenMemoryRunsOut();
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
        Leadership leadership = Leadership.of(application);
        return application.epoch() == 1 || new Succession(application).goesOn()
                ? runJob(application, leadership)
                : reportLostMaster(application, leadership);
    }

    private static Outcome runJob(Application application, Leadership leadership) throws Exception {
        CompletableFuture<NettyRpcService> rpc = new CompletableFuture<>();
        YarnConnection yarn = new YarnConnection(application, leadership, rpc);
        // Opening HDFS takes as long as all the rest: it must not compete with what YARN waits for.
        ArchivedEvents events = events(application, yarn.registered()::join);
        return new JobAttempt(application, leadership, events, rpc, yarn).run();
    }

    private static Outcome reportLostMaster(Application application, Leadership leadership) throws Exception {
        return new LostMasterReport(application, leadership, events(application, () -> {})).run();
    }

    private static ArchivedEvents events(Application application, Runnable first) {
        ContainerProcess process = application.process();
        ArchivedEvents events = new ArchivedEvents(
                () -> {
                    first.run();
                    return application.archive().openEvents(application.id());
                },
                process.io());
        events.append(application.event(LifecycleStep.AM_STARTED, ProcessStart.wallMillis(process.clock())));
        return events;
    }
}
