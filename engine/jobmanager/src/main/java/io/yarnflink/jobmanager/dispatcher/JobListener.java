package io.yarnflink.jobmanager.dispatcher;

import io.yarnflink.transport.protocol.JobReport;
import java.util.concurrent.CompletableFuture;

/** Hears of the ends of jobs; called on the Dispatcher's main thread, must return at once. */
public interface JobListener {
    /** The job reaches its last state; nobody else hears of it before this completes, on any thread. */
    CompletableFuture<Void> terminal(JobReport report);

    /** Nobody needs the job's JobMaster any more: an application that runs this job alone may end. */
    void done(JobReport report);
}
