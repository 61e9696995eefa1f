package io.yarnflink.client.hadoop;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.rest.archive.JobArchive;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.ArtifactCache;
import io.yarnflink.staging.HdfsJobArchive;
import io.yarnflink.staging.JobSite;
import io.yarnflink.staging.StagingRoots;
import io.yarnflink.staging.launch.ContainerFile;
import io.yarnflink.transport.events.LifecycleEvent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.UserGroupInformation;

/** Staging on HDFS; any thread. */
public final class HdfsStaging implements Staging {
    private static final int UPLOADS = 4;

    private final Configuration asWritten;
    private final ExecutorService threads;
    private final Patience patience;
    private final String peer;
    private final FileSystem fs;
    private final StagingRoots roots;
    private final String user;

    private HdfsStaging(HadoopSite site, Opened opened, ExecutorService threads, Patience patience) {
        this.asWritten = site.asWritten();
        this.threads = threads;
        this.patience = patience;
        this.peer = site.fileSystem();
        this.fs = opened.fs();
        this.roots = opened.roots();
        this.user = opened.user();
    }

    private record Opened(FileSystem fs, StagingRoots roots, String user) {}

    /** Fails with STAGING, in bounded time, when HDFS does not answer. */
    public static HdfsStaging connect(
            HadoopSite site, Optional<String> directory, Duration limit, ExecutorService threads)
            throws ClientException {
        Patience patience = new Patience(threads, limit);
        Configuration hadoop = site.impatient(limit);
        FailPoint.refuse(UserGroupInformation.isSecurityEnabled());
        Opened opened = call(patience, site.fileSystem(), "HDFS cannot be used", () -> {
            FileSystem fs = FileSystem.get(hadoop);
            StagingRoots roots = StagingRoots.of(fs, directory);
            // Any call would do: it finds out whether a NameNode answers.
            fs.exists(roots.staging());
            return new Opened(fs, roots, UserGroupInformation.getCurrentUser().getShortUserName());
        });
        return new HdfsStaging(site, opened, threads, patience);
    }

    @Override
    public CachedFiles cache(List<LocalFile> files) throws ClientException {
        String uploader = UUID.randomUUID().toString();
        List<Future<CachedFiles>> parts = new ArrayList<>();
        int size = Math.max(1, (files.size() + UPLOADS - 1) / UPLOADS);
        for (int from = 0; from < files.size(); from += size) {
            List<LocalFile> part = files.subList(from, Math.min(files.size(), from + size));
            parts.add(threads.submit(() -> put(part, uploader)));
        }
        List<ContainerFile> cached = new ArrayList<>();
        long uploaded = 0;
        long present = 0;
        for (Future<CachedFiles> part : parts) {
            CachedFiles done = await(part, "artifacts cannot be uploaded to " + roots.cache());
            cached.addAll(done.files());
            uploaded += done.bytesUploaded();
            present += done.bytesCached();
        }
        return new CachedFiles(cached, uploaded, present);
    }

    private CachedFiles put(List<LocalFile> files, String uploader) throws IOException {
        ArtifactCache cache = ArtifactCache.of(fs, roots.cache(), user, uploader);
        List<ContainerFile> cached = new ArrayList<>();
        for (LocalFile file : files) {
            ArtifactCache.Artifact artifact = cache.put(file.file(), file.sha256());
            cached.add(ContainerFile.of(file.link(), artifact.file(), artifact.everyoneReads()));
        }
        return new CachedFiles(cached, cache.bytesUploaded(), cache.bytesCached());
    }

    /** Uploads take as long as they take; the HDFS client gives up on a connection that stalls. */
    private static CachedFiles await(Future<CachedFiles> part, String complaint) throws ClientException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            part.cancel(true);
            Thread.currentThread().interrupt();
            throw new ClientException(ExitCode.STAGING, "interrupted while uploading", e);
        } catch (ExecutionException e) {
            throw HadoopFailures.of(ExitCode.STAGING, complaint, e.getCause() == null ? e : e.getCause());
        }
    }

    @Override
    public Folders create(String applicationId) throws ClientException {
        String staged = call(
                "the application's folder cannot be made in " + roots.staging(),
                () -> ApplicationStaging.create(fs, roots.staging(), user, applicationId)
                        .directory()
                        .toString());
        return new Folders(staged, roots.archive().toString());
    }

    @Override
    public ContainerFile write(String applicationId, String name, byte[] content) throws ClientException {
        return call(
                name + " cannot be written to " + roots.staging(),
                () -> ContainerFile.of(name, folder(applicationId).write(name, content), false));
    }

    @Override
    public CachedFiles bring(String applicationId, String link, String path) throws ClientException {
        URI uri = new io.yarnflink.api.fs.Path(path).toUri();
        boolean local = uri.getScheme() == null || uri.getScheme().equals("file");
        return await(
                threads.submit(() -> local
                        ? copied(folder(applicationId), link, java.nio.file.Path.of(uri.getPath()))
                        : inPlace(link, new Path(uri))),
                "the file " + path + " cannot be shipped with the job");
    }

    private static CachedFiles copied(ApplicationStaging staging, String link, java.nio.file.Path root)
            throws IOException {
        List<ContainerFile> files = new ArrayList<>();
        long bytes = 0;
        try (Stream<java.nio.file.Path> found = Files.walk(root)) {
            for (java.nio.file.Path file :
                    found.filter(Files::isRegularFile).sorted().toList()) {
                String name = linkOf(link, root.relativize(file).toString());
                files.add(ContainerFile.of(name, staging.copy(name, file), false));
                bytes += Files.size(file);
            }
        }
        return new CachedFiles(files, bytes, 0);
    }

    private CachedFiles inPlace(String link, Path root) throws IOException {
        FileSystem files = root.getFileSystem(asWritten);
        String rootPath = files.makeQualified(root).toUri().getPath();
        List<ContainerFile> found = new ArrayList<>();
        long bytes = 0;
        RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true);
        while (all.hasNext()) {
            FileStatus file = all.next();
            String below = file.getPath().toUri().getPath().substring(rootPath.length());
            found.add(ContainerFile.of(linkOf(link, below.replaceFirst("^/", "")), file, false));
            bytes += file.getLen();
        }
        return new CachedFiles(found, 0, bytes);
    }

    /** The link of a file, or of one below a folder that has that link. */
    private static String linkOf(String link, String below) {
        return below.isEmpty() ? link : link + "/" + below;
    }

    @Override
    public Optional<byte[]> read(String applicationId, String name) throws ClientException {
        return call(name + " of " + applicationId + " cannot be read", () -> {
            try {
                return Optional.of(folder(applicationId).read(name));
            } catch (FileNotFoundException e) {
                return Optional.<byte[]>empty();
            }
        });
    }

    @Override
    public void remove(String applicationId) throws ClientException {
        call("the staging of " + applicationId + " cannot be removed", () -> {
            folder(applicationId).remove();
            return applicationId;
        });
    }

    @Override
    public List<ApplicationStaging.Staged> staged() throws ClientException {
        return call(
                "what is staged in " + roots.staging() + " cannot be listed",
                () -> ApplicationStaging.list(fs, roots.staging(), user));
    }

    private ApplicationStaging folder(String applicationId) {
        return ApplicationStaging.of(fs, roots.staging(), user, applicationId);
    }

    @Override
    public byte[] jobSite() throws ClientException {
        return call("the Hadoop configuration cannot be written down", () -> JobSite.write(asWritten));
    }

    @Override
    public String user() {
        return user;
    }

    @Override
    public void archiveEvents(String applicationId, List<LifecycleEvent> events) throws ClientException {
        call("events cannot be written to " + roots.archive(), () -> {
            try (JobArchive.EventAppender appender = archive().openEvents(applicationId)) {
                appender.append(events);
            }
            return applicationId;
        });
    }

    @Override
    public List<LifecycleEvent> events(String applicationId) throws ClientException {
        return call(
                "events of " + applicationId + " cannot be read",
                () -> archive().events(applicationId));
    }

    @Override
    public Optional<Outcome> outcome(String applicationId) throws ClientException {
        return call(
                "the result of " + applicationId + " cannot be read",
                () -> archive().outcome(applicationId));
    }

    private JobArchive archive() {
        return new HdfsJobArchive(fs, roots.archive(), "client");
    }

    private <T> T call(String complaint, Callable<T> call) throws ClientException {
        return call(patience, peer, complaint, call);
    }

    private static <T> T call(Patience patience, String peer, String complaint, Callable<T> call)
            throws ClientException {
        try {
            return patience.call(ExitCode.STAGING, complaint + " (" + peer + "): HDFS", call);
        } catch (ClientException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(ExitCode.STAGING, "interrupted: " + complaint, e);
        } catch (Exception e) {
            throw HadoopFailures.of(ExitCode.STAGING, complaint + " (" + peer + ")", e);
        }
    }
}
