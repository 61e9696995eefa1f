package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.Outcome;
import io.yarnflink.staging.ApplicationStaging;
import io.yarnflink.staging.launch.ContainerFile;
import io.yarnflink.transport.events.LifecycleEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HDFS as a submitter needs it: the artifact cache, applications' private folders, the archive. Calls block; any thread. */
public interface Staging {
    /** A local file, its name in containers, and the SHA-256 of its content. */
    record LocalFile(String link, Path file, String sha256) {}

    /** Files as they lie in the cache, in the order given, and how many of their bytes had to go there. */
    record CachedFiles(List<ContainerFile> files, long bytesUploaded, long bytesCached) {
        public CachedFiles {
            files = List.copyOf(files);
        }
    }

    /** Where an application's files and its archive lie. */
    record Folders(String staging, String archive) {}

    CachedFiles cache(List<LocalFile> files) throws ClientException;

    Folders create(String applicationId) throws ClientException;

    /** Writes a file of the application for its owner alone; localized under its own name. */
    ContainerFile write(String applicationId, String name, byte[] content) throws ClientException;

    /**
     * Makes a file or folder part of the application, localized as {@code link}: what is local to the client is copied
     * for its owner alone, what lies on a Hadoop file system stays where it is.
     */
    CachedFiles bring(String applicationId, String link, String path) throws ClientException;

    /** A file of the application; empty when it, or all the application's staging, is gone. */
    Optional<byte[]> read(String applicationId, String name) throws ClientException;

    /** Removes what {@link #write} wrote and {@link #bring} copied; nothing happens when it is gone. */
    void remove(String applicationId) throws ClientException;

    /** What this user's applications have staged and nobody has removed, the oldest first. */
    List<ApplicationStaging.Staged> staged() throws ClientException;

    /** The Hadoop configuration for containers, as a file. */
    byte[] jobSite() throws ClientException;

    /** The submitting user, as whom containers act. */
    String user() throws ClientException;

    void archiveEvents(String applicationId, List<LifecycleEvent> events) throws ClientException;

    List<LifecycleEvent> events(String applicationId) throws ClientException;

    Optional<Outcome> outcome(String applicationId) throws ClientException;
}
