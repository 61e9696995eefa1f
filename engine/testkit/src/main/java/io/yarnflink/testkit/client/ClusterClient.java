package io.yarnflink.testkit.client;

import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.common.JobExecutionResult;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.common.OptionalFailure;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.spi.FinalAccumulators;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.ProgramClassLoader;
import io.yarnflink.api.spi.ReportedFailure;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphCodec;
import io.yarnflink.graph.translation.ExecutionPlan;
import io.yarnflink.graph.translation.JobGraphGenerator;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Submits programs to a Dispatcher, waits for their ends, and asks again when messages get lost. */
public final class ClusterClient implements JobExecutor {
    private static final long LONG_POLL_MILLIS = 5_000;
    private static final Duration ASK = Duration.ofSeconds(10);

    private final RpcService rpc;
    private final Address dispatcher;
    private final int parallelism;
    private final RandomGenerator random;
    private final ClientTime time;
    private volatile @Nullable RunningJob lastJob;

    public ClusterClient(RpcService rpc, Address dispatcher, int parallelism, RandomGenerator random, ClientTime time) {
        this.rpc = rpc;
        this.dispatcher = dispatcher;
        this.parallelism = parallelism;
        this.random = random;
        this.time = time;
    }

    @Override
    public int defaultParallelism() {
        return parallelism;
    }

    @Override
    public String plan(Program program) {
        return ExecutionPlan.json(program, parallelism);
    }

    @Override
    public RunningJob start(Program program) throws Exception {
        return submit(JobGraphGenerator.generate(program, parallelism, JobID.random(random)));
    }

    /** Submits a job and returns when it is accepted. */
    public RunningJob submit(JobGraph graph) throws Exception {
        CompletableFuture<JobAccepted> accepted = time.future();
        ask(new SubmitJob(ByteBuffer.wrap(JobGraphCodec.encode(graph))), JobAccepted.class, (answer, failure) -> {
            // Its first arrival may have been answered with a message that got lost.
            if (failure == null || String.valueOf(failure.getMessage()).contains("was submitted before")) {
                accepted.complete(answer == null ? new JobAccepted(graph.jobId().toString()) : answer);
            } else {
                accepted.completeExceptionally(failure);
            }
        });
        accepted.get();
        ClusterJob job = new ClusterJob(graph.jobId());
        lastJob = job;
        return job;
    }

    /** The job that was submitted last. */
    public Optional<RunningJob> lastJob() {
        return Optional.ofNullable(lastJob);
    }

    /** Calls back with the answer or with the failure, which is null if there is an answer. */
    private <R extends SpecificRecord> void ask(
            SpecificRecord request, Class<R> answerType, BiConsumer<R, Throwable> heard) {
        rpc.ask(dispatcher, RpcService.NO_EPOCH, request, ASK).whenComplete((answer, failure) -> {
            if (failure instanceof RpcException refused
                    && (refused.code() == RpcException.Code.TIMEOUT
                            || refused.code() == RpcException.Code.UNREACHABLE)) {
                time.after(Duration.ofMillis(200), () -> ask(request, answerType, heard));
            } else {
                heard.accept(answerType.cast(answer), failure);
            }
        });
    }

    /** One job in the cluster; waiting for its futures lets virtual time pass. */
    private final class ClusterJob implements RunningJob {
        private final JobID jobId;
        private final CompletableFuture<JobExecutionResult> result = time.future();
        private final ClassLoader program = ProgramClassLoader.ofThread();

        ClusterJob(JobID jobId) {
            this.jobId = jobId;
            watch("");
        }

        private void watch(String state) {
            AwaitJob request = new AwaitJob(jobId.toString(), state, LONG_POLL_MILLIS);
            ask(request, JobReport.class, (report, failure) -> {
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else if (JobStatus.valueOf(report.getState()).isGloballyTerminalState()) {
                    end(report);
                } else {
                    watch(report.getState());
                }
            });
        }

        private void end(JobReport report) {
            if (report.getState().equals(JobStatus.FINISHED.name())) {
                result.complete(new JobExecutionResult(
                        jobId,
                        report.getEndedAt() - report.getStartedAt(),
                        FinalAccumulators.merge(report.getAccumulators(), program)));
            } else {
                String cause = report.getCause().isEmpty() ? report.getState() : report.getCause();
                result.completeExceptionally(ReportedFailure.of(report.getDetail(), program)
                        .map(thrown -> new JobExecutionException(jobId, cause, thrown))
                        .orElseGet(() -> new JobExecutionException(jobId, cause)));
            }
        }

        @Override
        public JobID jobId() {
            return jobId;
        }

        @Override
        public CompletableFuture<JobStatus> status() {
            CompletableFuture<JobStatus> status = time.future();
            ask(new GetJob(jobId.toString()), JobReport.class, (report, failure) -> {
                if (failure == null) {
                    status.complete(JobStatus.valueOf(report.getState()));
                } else {
                    status.completeExceptionally(failure);
                }
            });
            return status;
        }

        @Override
        public CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators() {
            CompletableFuture<Map<String, OptionalFailure<Object>>> accumulators = time.future();
            ask(new GetJob(jobId.toString()), JobReport.class, (report, failure) -> {
                if (failure == null) {
                    accumulators.complete(FinalAccumulators.merge(report.getAccumulators(), program));
                } else {
                    accumulators.completeExceptionally(failure);
                }
            });
            return accumulators;
        }

        @Override
        public CompletableFuture<Void> cancel() {
            CompletableFuture<Void> cancelled = time.future();
            ask(new CancelJob(jobId.toString()), Ack.class, (ack, failure) -> {
                if (failure == null) {
                    cancelled.complete(null);
                } else {
                    cancelled.completeExceptionally(failure);
                }
            });
            return cancelled;
        }

        @Override
        public CompletableFuture<JobExecutionResult> result() {
            return result;
        }

        @Override
        public boolean attached() {
            return true;
        }

        @Override
        public CompletableFuture<CollectedRecords> collected(String resultId, long offset) {
            CompletableFuture<CollectedRecords> records = time.future();
            FetchCollected request = new FetchCollected(jobId.toString(), resultId, offset, LONG_POLL_MILLIS);
            ask(request, CollectedBatch.class, (batch, failure) -> {
                if (failure == null) {
                    if (batch.getLast()) {
                        acknowledge(
                                resultId, batch.getOffset() + batch.getRecords().size());
                    }
                    records.complete(new CollectedRecords(
                            batch.getOffset(),
                            batch.getRecords().stream()
                                    .map(ClusterClient::bytes)
                                    .toList(),
                            batch.getLast()));
                } else {
                    records.completeExceptionally(failure);
                }
            });
            return records;
        }

        /** Lets the job go: it keeps its results until it knows that they have arrived. */
        private void acknowledge(String resultId, long end) {
            ask(new FetchCollected(jobId.toString(), resultId, end, 0L), CollectedBatch.class, (batch, failure) -> {});
        }
    }

    private static byte[] bytes(ByteBuffer record) {
        byte[] bytes = new byte[record.remaining()];
        record.duplicate().get(bytes);
        return bytes;
    }
}
