package io.yarnflink.jobmanager;

import io.yarnflink.transport.endpoint.MainThread;
import java.util.concurrent.Executor;

/** Where a JobManager's threads come from: real ones, or a simulation's. */
public interface JobManagerThreads {
    /** A new main thread of its own; whoever uses it closes it. */
    MainThread mainThread(String name);

    /** A pool that may block. */
    Executor io();
}
