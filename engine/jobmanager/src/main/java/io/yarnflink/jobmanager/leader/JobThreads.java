package io.yarnflink.jobmanager.leader;

import io.yarnflink.transport.endpoint.MainThread;
import java.util.concurrent.Executor;

/** The threads of one job: its JobMaster's main thread, a coordinator for users' enumerators, a pool that may block. */
public record JobThreads(MainThread main, MainThread coordinator, Executor io) {}
