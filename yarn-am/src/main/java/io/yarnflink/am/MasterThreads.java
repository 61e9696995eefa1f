package io.yarnflink.am;

import io.yarnflink.jobmanager.JobManagerThreads;
import io.yarnflink.transport.endpoint.DedicatedMainThread;
import io.yarnflink.transport.endpoint.MainThread;
import java.util.concurrent.Executor;

/** Real threads for the JobManager: what one of them lets escape ends the process, and the next attempt reports it. */
record MasterThreads(Executor io) implements JobManagerThreads {
    @Override
    public MainThread mainThread(String name) {
        return new DedicatedMainThread(
                name, cause -> ContainerProcess.giveUp("the main thread of " + name + " failed: " + cause, cause));
    }
}
