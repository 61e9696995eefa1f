package io.yarnflink.client.job;

import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.time.Clock;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.transport.net.EventLoops;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.protocol.TakeSavepoint;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.NettyRpcService;
import io.yarnflink.transport.rpc.RpcService;
import io.yarnflink.transport.security.AccessKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.avro.specific.SpecificRecord;

/** Talks to the Dispatcher over RPC. */
public final class RpcJobControl implements JobControl {
    private static final String DISPATCHER = "dispatcher";
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final EventLoops loops;
    private final RpcService rpc;
    private final Address dispatcher;
    private final String jobId;

    private RpcJobControl(EventLoops loops, RpcService rpc, Address dispatcher, String jobId) {
        this.loops = loops;
        this.rpc = rpc;
        this.dispatcher = dispatcher;
        this.jobId = jobId;
    }

    /** {@code threads} resolve host names, which may block. */
    public static Connector connector(String jobId, AccessKey key, Executor threads, Clock clock) {
        return master -> connect(master, jobId, key, threads, clock);
    }

    private static JobControl connect(
            ApplicationStatus.Master master, String jobId, AccessKey key, Executor threads, Clock clock) {
        EventLoops loops = new EventLoops("client-rpc", 1, threads);
        RpcService rpc = new NettyRpcService(loops, key, new SecureRandom(), clock);
        return new RpcJobControl(loops, rpc, new Address(master.host(), master.port(), DISPATCHER), jobId);
    }

    @Override
    public CompletableFuture<JobReport> await(String state, Duration atMost) {
        return ask(new AwaitJob(jobId, state, atMost.toMillis()), JobReport.class, atMost.plus(ANSWER));
    }

    @Override
    public CompletableFuture<JobReport> report() {
        return ask(new GetJob(jobId), JobReport.class, ANSWER);
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return ask(new CancelJob(jobId), Ack.class, ANSWER).thenApply(done -> null);
    }

    @Override
    public CompletableFuture<SavepointReport> savepoint(SavepointRequest request, Duration atMost) {
        return ask(
                new TakeSavepoint(
                        jobId, request.id(), request.folder(), request.stop(), request.drain(), atMost.toMillis()),
                SavepointReport.class,
                atMost.plus(ANSWER));
    }

    @Override
    public CompletableFuture<CollectedRecords> fetch(String resultId, long offset, Duration atMost) {
        FetchCollected request = new FetchCollected(jobId, resultId, offset, atMost.toMillis());
        return ask(request, CollectedBatch.class, atMost.plus(ANSWER))
                .thenApply(
                        batch -> new CollectedRecords(batch.getOffset(), bytes(batch.getRecords()), batch.getLast()));
    }

    private static List<byte[]> bytes(List<ByteBuffer> records) {
        return records.stream()
                .map(record -> {
                    byte[] bytes = new byte[record.remaining()];
                    record.duplicate().get(bytes);
                    return bytes;
                })
                .toList();
    }

    private <R extends SpecificRecord> CompletableFuture<R> ask(
            SpecificRecord request, Class<R> answer, Duration timeout) {
        return rpc.ask(dispatcher, RpcService.NO_EPOCH, request, timeout).thenApply(answer::cast);
    }

    @Override
    public void close() {
        rpc.close();
        loops.close();
    }
}
