package io.yarnflink.jobmanager.dispatcher;

import io.yarnflink.graph.CorruptJobGraphException;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphCodec;
import io.yarnflink.jobmanager.job.JobMaster;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AwaitJob;
import io.yarnflink.transport.protocol.CancelJob;
import io.yarnflink.transport.protocol.CollectedBatch;
import io.yarnflink.transport.protocol.FetchCollected;
import io.yarnflink.transport.protocol.GetJob;
import io.yarnflink.transport.protocol.JobAccepted;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.JobReports;
import io.yarnflink.transport.protocol.ListJobs;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.protocol.SubmitJob;
import io.yarnflink.transport.protocol.TakeSavepoint;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs in, passes what clients ask to their JobMasters, and remembers how they ended. */
public final class Dispatcher extends LeaderEndpoint {
    public static final String NAME = "dispatcher";

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** How many ended jobs are remembered. */
    private static final int REMEMBERED = 100;
    /** No client waits longer for one answer, whatever it asks for. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final JobMasters jobMasters;
    private final Duration answerTime;
    private final Duration linger;
    private final JobListener listener;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    /** A job that came in here. */
    private static final class Job {
        private final JobGraph graph;
        private @Nullable JobMaster jobMaster;
        private @Nullable JobReport end;

        Job(JobGraph graph) {
            this.graph = graph;
        }
    }

    /** {@code linger}: how long a JobMaster that nobody needs any more still answers. */
    public Dispatcher(
            MainThread mainThread,
            LeaderContext context,
            JobMasters jobMasters,
            Duration linger,
            JobListener listener) {
        super(NAME, mainThread, context);
        this.jobMasters = jobMasters;
        this.answerTime = context.askTimeout();
        this.linger = linger;
        this.listener = listener;
        on(SubmitJob.class, message -> {
            JobGraph graph = decode(message);
            submit(graph);
            return CompletableFuture.completedFuture(
                    new JobAccepted(graph.jobId().toString()));
        });
        on(ListJobs.class, message -> list());
        on(GetJob.class, message -> report(message.getJobId(), message, answerTime));
        on(AwaitJob.class, message -> report(message.getJobId(), message, within(message.getMaxWaitMillis())));
        on(CancelJob.class, this::cancel);
        on(FetchCollected.class, this::fetch);
        on(TakeSavepoint.class, this::takeSavepoint);
    }

    /** Begins to take jobs; any thread. */
    public void start() {
        listen();
    }

    /** Takes a job that did not come as a message; fails when its id is taken. Any thread. */
    public CompletableFuture<Void> submitJob(JobGraph graph) {
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        mainThread().execute(() -> {
            try {
                submit(graph);
                accepted.complete(null);
            } catch (RpcException | RuntimeException e) {
                accepted.completeExceptionally(e);
            }
        });
        return accepted;
    }

    /** A connection to a peer process broke; any thread. */
    public void peerLost(String host, int port) {
        mainThread()
                .execute(() -> jobs.values().forEach(job -> {
                    if (job.jobMaster != null) {
                        job.jobMaster.peerLost(host, port);
                    }
                }));
    }

    /** Closes all JobMasters, whatever their jobs do, and stops answering; any thread. */
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        mainThread().execute(() -> {
            jobs.values().forEach(this::close);
            stopListening();
            mainThread().close();
            closed.complete(null);
        });
        return closed;
    }

    private static JobGraph decode(SubmitJob message) throws RpcException {
        ByteBuffer buffer = message.getJobGraph().duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        try {
            return JobGraphCodec.decode(bytes);
        } catch (CorruptJobGraphException e) {
            throw new RpcException(RpcException.Code.REFUSED, "The job was refused: " + e.getMessage(), e);
        }
    }

    private void submit(JobGraph graph) throws RpcException {
        String id = graph.jobId().toString();
        if (jobs.containsKey(id)) {
            throw new RpcException(RpcException.Code.REFUSED, "Job " + id + " was submitted before");
        }
        LOG.info("{} '{}' is accepted", id, graph.name());
        Job job = new Job(graph);
        JobMaster jobMaster = jobMasters.create(graph, new EndListener(job));
        job.jobMaster = jobMaster;
        jobs.put(id, job);
        jobMaster.start();
    }

    private Job find(String jobId) throws RpcException {
        Job job = jobs.get(jobId);
        if (job == null) {
            throw new RpcException(RpcException.Code.REFUSED, "There is no job " + jobId + " here");
        }
        return job;
    }

    private CompletableFuture<JobReport> report(String jobId, SpecificRecord request, Duration timeout)
            throws RpcException {
        Job job = find(jobId);
        return job.end != null
                ? CompletableFuture.completedFuture(job.end)
                : ask(context().rpc().addressOf(JobMaster.nameOf(jobId)), request, JobReport.class, timeout);
    }

    private CompletableFuture<JobReports> list() throws RpcException {
        List<CompletableFuture<JobReport>> reports = new ArrayList<>();
        for (String jobId : jobs.keySet()) {
            reports.add(report(jobId, new GetJob(jobId), answerTime));
        }
        return CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                .thenApply(all -> new JobReports(reports.stream()
                        .map(report -> withoutAccumulators(report.join()))
                        .toList()));
    }

    /** Many jobs' accumulators would not fit into one message, and a list does not show them. */
    private static JobReport withoutAccumulators(JobReport report) {
        JobReport copy = new JobReport();
        JobReport.getClassSchema().getFields().forEach(field -> copy.put(field.pos(), report.get(field.pos())));
        copy.setAccumulators(List.of());
        return copy;
    }

    private CompletableFuture<Ack> cancel(CancelJob message) throws RpcException {
        Job job = find(message.getJobId());
        return job.jobMaster == null
                ? acknowledged()
                : ask(context().rpc().addressOf(JobMaster.nameOf(message.getJobId())), message, Ack.class);
    }

    private CompletableFuture<SavepointReport> takeSavepoint(TakeSavepoint message) throws RpcException {
        if (find(message.getJobId()).end != null) {
            return CompletableFuture.completedFuture(new SavepointReport("FAILED", "", "the job has ended"));
        }
        return ask(
                context().rpc().addressOf(JobMaster.nameOf(message.getJobId())),
                message,
                SavepointReport.class,
                within(message.getMaxWaitMillis()));
    }

    private CompletableFuture<CollectedBatch> fetch(FetchCollected message) throws RpcException {
        if (find(message.getJobId()).jobMaster == null) {
            throw new RpcException(
                    RpcException.Code.REFUSED,
                    "The results of job " + message.getJobId() + " are not kept any more: they are for"
                            + " client.heartbeat.timeout after the latest fetch, so take them sooner, or raise it");
        }
        return ask(
                context().rpc().addressOf(JobMaster.nameOf(message.getJobId())),
                message,
                CollectedBatch.class,
                within(message.getMaxWaitMillis()));
    }

    private Duration within(long maxWaitMillis) {
        return answerTime.plusMillis(Math.min(Math.max(0, maxWaitMillis), LONGEST_WAIT.toMillis()));
    }

    private void close(Job job) {
        if (job.jobMaster != null) {
            job.jobMaster.close();
            job.jobMaster = null;
            jobMasters.closed(job.graph.jobId());
        }
    }

    /** Hops from a JobMaster's main thread to this one's. */
    private final class EndListener implements JobMaster.Listener {
        private final Job job;

        EndListener(Job job) {
            this.job = job;
        }

        @Override
        public CompletableFuture<Void> terminal(JobReport report) {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            mainThread()
                    .execute(() -> listener.terminal(report)
                            .whenComplete((done, failure) -> mainThread().execute(() -> {
                                if (failure == null) {
                                    job.end = report;
                                    stored.complete(null);
                                } else {
                                    stored.completeExceptionally(failure);
                                }
                            })));
            return stored;
        }

        @Override
        public CompletableFuture<Boolean> hasEnded() {
            return listener.hasEnded(job.graph.jobId().toString());
        }

        @Override
        public void done() {
            mainThread().execute(() -> {
                if (job.end != null) {
                    listener.done(job.end);
                }
                // A client whose last answer got lost may ask for it again.
                mainThread().schedule(linger, () -> {
                    close(job);
                    forgetOldest();
                });
            });
        }
    }

    private void forgetOldest() {
        List<String> ended = jobs.entrySet().stream()
                .filter(entry -> entry.getValue().jobMaster == null)
                .map(Map.Entry::getKey)
                .toList();
        ended.subList(0, Math.max(0, ended.size() - REMEMBERED)).forEach(jobs::remove);
    }
}
