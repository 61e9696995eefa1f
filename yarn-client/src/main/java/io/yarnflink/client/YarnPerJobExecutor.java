package io.yarnflink.client;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.ExternalizedCheckpointRetention;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.api.transformation.SinkTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.client.job.JobWatch;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.client.restore.RestoreCheck;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.translation.ExecutionPlan;
import io.yarnflink.graph.translation.Guarantee;
import io.yarnflink.graph.translation.JobGraphGenerator;
import io.yarnflink.graph.translation.StreamGraph;
import io.yarnflink.graph.translation.StreamGraphGenerator;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.HdfsCheckpointStorages;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs each {@code execute()} of a program as an application of its own. */
public final class YarnPerJobExecutor implements JobExecutor {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Cluster cluster;
    private final PerJobSubmission.Plan plan;
    private final Surroundings surroundings;
    private final boolean attached;
    private final ReentrantLock submitting = new ReentrantLock();
    private final List<SubmittedJob> jobs = new CopyOnWriteArrayList<>();
    private final List<PerJobSubmission> submissions = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    private @Nullable PerJobSubmission next;

    /** Whom it tells, and what it takes from the process it runs in. */
    public record Surroundings(Progress progress, Pace pace, ExecutorService threads, String host) {}

    /** Begins to prepare the first submission at once. */
    public YarnPerJobExecutor(
            Cluster cluster, PerJobSubmission.Plan plan, Surroundings surroundings, boolean attached) {
        this.cluster = cluster;
        this.plan = plan;
        this.surroundings = surroundings;
        this.attached = attached;
        next = prepare();
    }

    private PerJobSubmission prepare() {
        PerJobSubmission submission = new PerJobSubmission(
                cluster, plan, surroundings.threads(), surroundings.pace().clock(), surroundings.host());
        submissions.add(submission);
        return submission;
    }

    @Override
    public String plan(Program program) {
        return ExecutionPlan.json(program, defaultParallelism());
    }

    @Override
    public RunningJob start(Program program) throws ClientException {
        submitting.lock();
        try {
            if (!attached) {
                checkDetached(program);
            }
            JobID jobId = JobID.random(new SecureRandom());
            StreamGraph operators = StreamGraphGenerator.generate(program, defaultParallelism());
            JobGraph graph = JobGraphGenerator.generate(operators, jobId);
            surroundings.progress().say("Guarantee: " + Guarantee.of(operators).line());
            Configuration settings = Configuration.fromMap(graph.settings());
            warnOfRetention(settings);
            Optional<RestoreCheck> restore =
                    RestoreCheck.of(graph, configuration(), new LocalCheckpointStorages(new HdfsCheckpointStorages()));
            if (restore.isPresent()) {
                restore.get().require();
            }
            return submit(graph, DistributedCache.readFileInfoFromConfig(program.configuration()));
        } finally {
            submitting.unlock();
        }
    }

    private void warnOfRetention(Configuration settings) {
        if (CheckpointingOptions.isCheckpointingEnabled(settings)
                && settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                        .isEmpty()
                && settings.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
                        == ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION) {
            surroundings
                    .progress()
                    .say(
                            "WARNING: retained checkpoints will lie in kept-checkpoints/<application> beside the application's"
                                    + " own files; for a place of your own set "
                                    + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key());
        }
    }

    private void checkDetached(Program program) throws ClientException {
        if (!jobs.isEmpty()) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "a detached program may execute once, but it calls execute() again after "
                            + jobs.get(0).application().applicationId() + "; submit it without --detached");
        }
        if (program.roots().stream().anyMatch(YarnPerJobExecutor::collects)) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "a detached program cannot executeAndCollect(): nobody would wait for its records; submit it without"
                            + " --detached, or write to a sink and call execute()");
        }
    }

    private static boolean collects(Transformation<?> root) {
        return root instanceof SinkTransformation<?> last && last.operator() instanceof OperatorDescriptor.Collect;
    }

    private SubmittedJob submit(JobGraph graph, Set<Map.Entry<String, DistributedCacheEntry>> files)
            throws ClientException {
        Progress progress = surroundings.progress();
        progress.show("submitting job " + graph.name(), "");
        PerJobSubmission submission = next == null ? prepare() : next;
        next = null;
        SubmittedApplication application = submission.submit(graph, files, () -> closed);
        StagingSweep.start(cluster, surroundings.pace().clock(), surroundings.threads());
        progress.say("Submitted application " + application.applicationId());
        progress.say(String.format(
                Locale.ROOT,
                "Job %s (%s): %,d bytes uploaded, %,d bytes cached",
                application.jobId(),
                application.jobName(),
                application.bytesUploaded(),
                application.bytesCached()));
        JobWatch watch = new JobWatch(
                application.applicationId(),
                application.jobId().toHexString(),
                new JobWatch.Peers(
                        cluster.yarn(),
                        cluster.staging(),
                        cluster.connector(application.jobId().toHexString(), application.clientKey())),
                progress,
                surroundings.pace(),
                TOLERANCE);
        SubmittedJob job =
                new SubmittedJob(application, cluster, watch, surroundings.pace(), surroundings.threads(), attached);
        jobs.add(job);
        if (attached) {
            job.watch();
        }
        return job;
    }

    @Override
    public Configuration configuration() {
        return plan.settings().configuration();
    }

    @Override
    public int defaultParallelism() {
        return plan.spec().parallelism();
    }

    /** What has been submitted so far, the first first. */
    public List<SubmittedJob> jobs() {
        return List.copyOf(jobs);
    }

    /** Whether the client's steps of all jobs are archived; waits up to {@code atMost} for each. */
    public boolean archived(Duration atMost) throws InterruptedException {
        for (PerJobSubmission submission : submissions) {
            if (!submission.archived(atMost)) {
                return false;
            }
        }
        return true;
    }

    /**
     * No further submission: one that is under way is given up unless YARN has it already, in which case this waits for
     * YARN's answer, but no longer than {@code atMost}.
     */
    public void close(Duration atMost) throws InterruptedException {
        closed = true;
        submissions.forEach(PerJobSubmission::abandon);
        if (submitting.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            submitting.unlock();
        }
    }
}
