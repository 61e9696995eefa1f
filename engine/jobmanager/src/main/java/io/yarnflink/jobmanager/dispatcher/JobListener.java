package io.yarnflink.jobmanager.dispatcher;

import io.yarnflink.transport.protocol.JobReport;

/** Hears of the ends of jobs; called on the Dispatcher's main thread, must return at once. */
public interface JobListener {
    /** The job reached its last state; its slots are about to be given back and its results may be fetched. */
    void terminal(JobReport report);

    /** Nobody needs the job's JobMaster any more: an application that runs this job alone may end. */
    void done(JobReport report);
}
