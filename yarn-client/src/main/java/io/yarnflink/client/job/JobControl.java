package io.yarnflink.client.job;

import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SavepointReport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The Dispatcher of one application attempt, asked about one job; any thread. Futures fail with an RpcException. */
public interface JobControl extends AutoCloseable {
    /** The job as it is once it has left {@code state}, or after {@code atMost}. */
    CompletableFuture<JobReport> await(String state, Duration atMost);

    /** The job as it is now, with what its accumulators have come to. */
    CompletableFuture<JobReport> report();

    CompletableFuture<Void> cancel();

    /** How the savepoint of that id stands, which this asks for first; waits up to {@code atMost} for its end. */
    CompletableFuture<SavepointReport> savepoint(SavepointRequest request, Duration atMost);

    /** The records of {@code resultId} from {@code offset} on; waits up to {@code atMost} for the first. */
    CompletableFuture<CollectedRecords> fetch(String resultId, long offset, Duration atMost);

    @Override
    void close();

    /** Opens connections; {@link #connect} returns at once, what fails is heard from the first request. */
    interface Connector {
        JobControl connect(ApplicationStatus.Master master);
    }
}
