package io.yarnflink.client;

import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.cache.DistributedCache.DistributedCacheEntry;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.configuration.YarnOptions;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.client.hadoop.ApplicationRequest;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Staging.CachedFiles;
import io.yarnflink.client.hadoop.Staging.LocalFile;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobGraphFile;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.SettingsFile;
import io.yarnflink.staging.Sha256;
import io.yarnflink.staging.launch.ContainerFile;
import io.yarnflink.staging.launch.ContainerFiles;
import io.yarnflink.staging.launch.LaunchCommand;
import io.yarnflink.staging.launch.LaunchEnvironment;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import io.yarnflink.transport.security.AccessKey;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Submits one application that runs one job. What does not depend on the job, from the application's id to the cached
 * jars, is prepared while the program's main still runs.
 */
public final class PerJobSubmission {
    private final Cluster cluster;
    private final Plan plan;
    private final ExecutorService threads;
    private final Clock clock;
    private final String host;
    private final Future<Prepared> prepared;
    private volatile Future<?> archived = CompletableFuture.completedFuture(null);

    /** What is submitted, apart from the job itself. */
    public record Plan(Settings settings, ClusterSpec spec, Distribution distribution, Path programJar) {}

    /** What is known and cached before there is a job. */
    private record Prepared(String applicationId, CachedFiles cached) {}

    /** Begins to prepare at once. */
    public PerJobSubmission(Cluster cluster, Plan plan, ExecutorService threads, Clock clock, String host) {
        this.cluster = cluster;
        this.plan = plan;
        this.threads = threads;
        this.clock = clock;
        this.host = host;
        prepared = threads.submit(this::prepare);
    }

    private Prepared prepare() throws ClientException {
        Preflight preflight = new Preflight(plan.settings(), plan.spec());
        preflight.checkContainers();
        Yarn yarn = cluster.yarn();
        Yarn.NewApplication application = yarn.newApplication();
        preflight.checkCluster(yarn, application);
        List<LocalFile> files = new ArrayList<>();
        try {
            files.addAll(libraries(plan.distribution().engineJars(effective())));
            Path program = plan.programJar();
            files.add(new LocalFile(ContainerFiles.USER_LIB + plainName(program), program, Sha256.of(program)));
        } catch (IOException e) {
            throw new ClientException(ExitCode.STAGING, "a jar cannot be read: " + ClientException.oneLine(e), e);
        }
        return new Prepared(application.id(), cluster.staging().cache(files));
    }

    private static List<LocalFile> libraries(Map<Path, String> jars) {
        return jars.entrySet().stream()
                .map(jar ->
                        new LocalFile(ContainerFiles.LIB + jar.getKey().getFileName(), jar.getKey(), jar.getValue()))
                .toList();
    }

    /** RocksDB, for a job that keeps state in it: it is as large as all else together. */
    private Optional<CachedFiles> rocksDb(Staging staging, JobGraph graph) throws ClientException {
        Configuration ofJob = Configuration.fromMap(graph.settings());
        boolean isSaid = ofJob.getOptional(StateBackendOptions.STATE_BACKEND).isPresent();
        if (!StateBackendOptions.isRocksDb(isSaid ? ofJob : effective())) {
            return Optional.empty();
        }
        try {
            return Optional.of(staging.cache(libraries(plan.distribution().rocksDbJars())));
        } catch (IOException e) {
            throw new ClientException(ExitCode.STAGING, "a jar cannot be read: " + ClientException.oneLine(e), e);
        }
    }

    /** A name that every shell and file system takes. */
    private static String plainName(Path jar) {
        String name = String.valueOf(jar.getFileName()).replaceAll("[^A-Za-z0-9._-]", "_");
        return name.endsWith(".jar") ? name : name + ".jar";
    }

    /**
     * Stages and submits the job; returns once YARN has accepted the application. When {@code abandoned} says so it stops
     * before YARN hears of the application, and leaves nothing behind.
     */
    public SubmittedApplication submit(
            JobGraph graph, Set<Map.Entry<String, DistributedCacheEntry>> registered, BooleanSupplier abandoned)
            throws ClientException {
        long graphAt = clock.wallMillis();
        Prepared ready = await(prepared);
        String id = ready.applicationId();
        Staging staging = cluster.staging();
        ApplicationSecret secret = ApplicationSecret.create(new SecureRandom());
        try {
            Staged staged = stage(staging, ready, graph, registered, secret.key(Role.CLIENT));
            long stagedAt = clock.wallMillis();
            if (abandoned.getAsBoolean()) {
                throw new ClientException(ExitCode.CANCELED, "interrupted before the application was submitted");
            }
            handOver(request(id, graph, staged, secret, staging.user()));
            long submittedAt = clock.wallMillis();
            SubmittedApplication submitted = new SubmittedApplication(
                    id,
                    graph.jobId(),
                    graph.name(),
                    secret.key(Role.CLIENT),
                    ready.cached().bytesUploaded() + staged.bytes(),
                    ready.cached().bytesCached());
            // Not waited for: the job need not be late because its archive is slow.
            archived = threads.submit(() -> archive(staging, submitted, graphAt, stagedAt, submittedAt));
            return submitted;
        } catch (ClientException | RuntimeException e) {
            removeQuietly(staging, id, e);
            throw e;
        }
    }

    /** An application that YARN did not confirm may be there all the same, and would start without its files. */
    private void handOver(ApplicationRequest request) throws ClientException {
        try {
            FailPoint.hit("C3");
            cluster.yarn().submit(request);
            FailPoint.hit("C4");
        } catch (ClientException e) {
            try {
                cluster.yarn().kill(request.id());
            } catch (ClientException notKilled) {
                e.addSuppressed(notKilled);
            }
            throw new ClientException(e, request.id());
        }
    }

    /** No need to prepare any further; a submission that waits for it fails at once. */
    void abandon() {
        prepared.cancel(true);
    }

    /** Whether the client's steps are archived, after {@code atMost} at the latest; also when nothing was submitted. */
    boolean archived(Duration atMost) throws InterruptedException {
        try {
            archived.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** The files of both kinds of containers, and how many bytes were written for this application alone. */
    private record Staged(Staging.Folders folders, ContainerFiles master, ContainerFiles taskManager, long bytes) {}

    private Staged stage(
            Staging staging,
            Prepared ready,
            JobGraph graph,
            Set<Map.Entry<String, DistributedCacheEntry>> registered,
            AccessKey key)
            throws ClientException {
        String id = ready.applicationId();
        Staging.Folders folders = staging.create(id);
        FailPoint.hit("C1");
        Map<String, byte[]> contents = new HashMap<>();
        contents.put(ApplicationStaging.JOB_GRAPH, JobGraphFile.write(graph));
        contents.put(ApplicationStaging.SETTINGS, SettingsFile.write(effective()));
        contents.put(ApplicationStaging.JOB_SITE, staging.jobSite());
        contents.put(ApplicationStaging.CLIENT_TOKEN, key.toBytes());
        Map<String, ContainerFile> written = write(staging, id, contents);
        List<CachedFiles> brought = bring(staging, id, registered);
        rocksDb(staging, graph).ifPresent(brought::add);
        List<ContainerFile> forTasks = new ArrayList<>(ready.cached().files());
        brought.forEach(files -> forTasks.addAll(files.files()));
        ContainerFiles taskManager =
                files(forTasks, written, List.of(ApplicationStaging.SETTINGS, ApplicationStaging.JOB_SITE));
        byte[] list = taskManager.write();
        written.putAll(write(staging, id, Map.of(ApplicationStaging.TASK_MANAGER_FILES, list)));
        ContainerFiles master = files(
                ready.cached().files(),
                written,
                List.of(
                        ApplicationStaging.SETTINGS,
                        ApplicationStaging.JOB_SITE,
                        ApplicationStaging.JOB_GRAPH,
                        ApplicationStaging.TASK_MANAGER_FILES));
        long bytes = list.length
                + contents.values().stream()
                        .mapToLong(content -> content.length)
                        .sum()
                + brought.stream().mapToLong(CachedFiles::bytesUploaded).sum();
        return new Staged(folders, master, taskManager, bytes);
    }

    private static List<CachedFiles> bring(
            Staging staging, String id, Set<Map.Entry<String, DistributedCacheEntry>> registered)
            throws ClientException {
        List<CachedFiles> brought = new ArrayList<>();
        for (Map.Entry<String, DistributedCacheEntry> file : registered) {
            String link = ContainerFiles.CACHED_FILES + DistributedCache.fileName(file.getKey());
            brought.add(staging.bring(id, link, file.getValue().filePath));
        }
        return brought;
    }

    private Configuration effective() {
        return plan.settings().configuration();
    }

    private Map<String, ContainerFile> write(Staging staging, String id, Map<String, byte[]> contents)
            throws ClientException {
        Map<String, Future<ContainerFile>> writing = new HashMap<>();
        contents.forEach((name, content) ->
                writing.put(name, threads.submit((Callable<ContainerFile>) () -> staging.write(id, name, content))));
        Map<String, ContainerFile> written = new HashMap<>();
        for (Map.Entry<String, Future<ContainerFile>> file : writing.entrySet()) {
            written.put(file.getKey(), await(file.getValue()));
        }
        return written;
    }

    private static ContainerFiles files(
            List<ContainerFile> cached, Map<String, ContainerFile> written, List<String> names) {
        List<ContainerFile> files = new ArrayList<>(cached);
        written.entrySet().stream()
                .filter(file -> names.contains(file.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(file -> files.add(file.getValue()));
        return new ContainerFiles(files);
    }

    private ApplicationRequest request(
            String id, JobGraph graph, Staged staged, ApplicationSecret secret, String user) {
        String name = ApplicationName.clean(effective().get(YarnOptions.APPLICATION_NAME, graph.name()));
        Map<String, String> environment = new HashMap<>(new LaunchEnvironment(
                        id,
                        graph.jobId().toHexString(),
                        graph.name(),
                        staged.folders().staging(),
                        staged.folders().archive())
                .variables());
        environment.put(LaunchEnvironment.HADOOP_USER_NAME, user);
        return new ApplicationRequest(
                id,
                name,
                plan.spec().placement(),
                plan.spec().jobManager(),
                new ApplicationRequest.Launch(
                        LaunchCommand.master(effective(), staged.master()), environment, staged.master(), secret));
    }

    private Void archive(Staging staging, SubmittedApplication submitted, long graphAt, long stagedAt, long submittedAt)
            throws ClientException {
        Map<String, String> ids = Map.of(
                "applicationId",
                submitted.applicationId(),
                "jobId",
                submitted.jobId().toHexString());
        Map<String, String> stagedIds = new HashMap<>(ids);
        stagedIds.put("uploadedBytes", String.valueOf(submitted.bytesUploaded()));
        stagedIds.put("cachedBytes", String.valueOf(submitted.bytesCached()));
        staging.archiveEvents(
                submitted.applicationId(),
                List.of(
                        event(LifecycleStep.CLIENT_JOB_GRAPH, graphAt, ids),
                        event(LifecycleStep.CLIENT_STAGED, stagedAt, stagedIds),
                        event(LifecycleStep.CLIENT_SUBMITTED, submittedAt, ids)));
        return null;
    }

    private LifecycleEvent event(LifecycleStep step, long at, Map<String, String> ids) {
        return new LifecycleEvent(step, "client", host, at, ids);
    }

    private static void removeQuietly(Staging staging, String id, Exception reason) {
        try {
            staging.remove(id);
        } catch (ClientException e) {
            reason.addSuppressed(e);
        }
    }

    private static <T> T await(Future<T> future) throws ClientException {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(ExitCode.ENGINE, "interrupted while submitting", e);
        } catch (CancellationException e) {
            throw new ClientException(ExitCode.CANCELED, "interrupted before the application was submitted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClientException known) {
                throw known;
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ClientException(
                    ExitCode.ENGINE,
                    cause.getClass().getSimpleName() + " while submitting: " + ClientException.oneLine(cause),
                    cause);
        }
    }
}
