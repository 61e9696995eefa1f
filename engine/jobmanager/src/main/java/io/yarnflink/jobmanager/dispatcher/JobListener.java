package io.yarnflink.jobmanager.dispatcher;

import io.yarnflink.transport.protocol.JobReport;
import java.util.concurrent.CompletableFuture;

/** Hears of the ends of jobs; called on the Dispatcher's main thread, must return at once. */
public interface JobListener {
    /** The job reaches its last state; nobody else hears of it before this completes, on any thread. */
    CompletableFuture<Void> terminal(JobReport report);

    /**
     * Whether the job's end is stored already. Asked once that earlier leaders can complete nothing more: one of them may have
     * ended the job, and deleted its checkpoints, after this leader looked for an end. Completes on any thread.
     */
    default CompletableFuture<Boolean> hasEnded(String jobId) {
        return CompletableFuture.completedFuture(false);
    }

    /** Nobody needs the job's JobMaster any more: an application that runs this job alone may end. */
    void done(JobReport report);
}
