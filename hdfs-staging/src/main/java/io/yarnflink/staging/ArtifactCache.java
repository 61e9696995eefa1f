package io.yarnflink.staging;

import io.yarnflink.api.faults.FailPoint;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user's files by content, {@code <root>/<user>/sha256/<aa>/<hash>/<name>}: uploaded once, for all of the user's
 * applications. What lies there is taken for what its name says, so nobody else may write there. One thread.
 */
public final class ArtifactCache {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactCache.class);
    private static final FsPermission SHARED_FILE = new FsPermission((short) 0644);

    private final FileSystem fs;
    private final Path own;
    private final String uploader;
    private final Map<Path, Boolean> passable = new HashMap<>();
    private long bytesUploaded;
    private long bytesCached;

    /** A file as it lies in the cache. {@code everyoneReads} allows YARN to localize it once per node for all users. */
    public record Artifact(FileStatus file, boolean uploaded, boolean everyoneReads) {}

    private ArtifactCache(FileSystem fs, Path own, String uploader) {
        this.fs = fs;
        this.own = own;
        this.uploader = uploader;
    }

    /**
     * The cache of {@code user}, made if need be. {@code uploader} names this process, so that two uploads of one content
     * do not meet in one file.
     */
    public static ArtifactCache of(FileSystem fs, Path root, String user, String uploader) throws IOException {
        Path own = SharedFolders.makeOwn(fs, fs.makeQualified(root), user, SharedFolders.EVERYONE_PASSES);
        return new ArtifactCache(fs, own, uploader);
    }

    public Artifact put(java.nio.file.Path local) throws IOException {
        return put(local, Sha256.of(local));
    }

    /** As {@link #put(java.nio.file.Path)} for a caller that knows the content's SHA-256. */
    public Artifact put(java.nio.file.Path local, String sha256) throws IOException {
        long size = Files.size(local);
        Path folder = new Path(own, "sha256/" + sha256.substring(0, 2) + "/" + sha256);
        Path target = new Path(folder, local.getFileName().toString());
        Optional<FileStatus> present = status(target);
        if (present.isPresent() && present.get().getLen() == size) {
            bytesCached += size;
            return new Artifact(present.get(), false, everyoneReads(present.get()));
        }
        boolean uploaded = upload(local, folder, target);
        if (uploaded) {
            bytesUploaded += size;
        } else {
            bytesCached += size;
        }
        FileStatus file = fs.getFileStatus(target);
        return new Artifact(file, uploaded, everyoneReads(file));
    }

    private Optional<FileStatus> status(Path file) throws IOException {
        try {
            return Optional.of(fs.getFileStatus(file));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** False when another process has put the same content in the meantime. */
    private boolean upload(java.nio.file.Path local, Path folder, Path target) throws IOException {
        SharedFolders.makeReadable(fs, own, folder);
        Path aside = new Path(folder, "." + target.getName() + "." + uploader + ".part");
        try {
            copy(local, aside);
            ExclusiveRename.rename(fs, aside, target);
            return true;
        } catch (FileAlreadyExistsException e) {
            LOG.debug("{} was uploaded by another process meanwhile", target);
            fs.delete(aside, false);
            return false;
        } catch (IOException | RuntimeException e) {
            discard(aside, e);
            throw e;
        }
    }

    private void copy(java.nio.file.Path local, Path aside) throws IOException {
        try (OutputStream out = FileSystem.create(fs, aside, SHARED_FILE)) {
            Files.copy(local, out);
            FailPoint.hit("C2");
        }
    }

    private void discard(Path aside, Exception failure) {
        try {
            fs.delete(aside, false);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** YARN's own condition for a public resource: the file readable, and every folder above searchable, by others. */
    private boolean everyoneReads(FileStatus file) throws IOException {
        return file.getPermission().getOtherAction().implies(FsAction.READ)
                && everyonePasses(file.getPath().getParent());
    }

    private boolean everyonePasses(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return true;
        }
        Boolean known = passable.get(folder);
        if (known == null) {
            FsPermission permission = fs.getFileStatus(folder).getPermission();
            known = permission.getOtherAction().implies(FsAction.EXECUTE) && everyonePasses(folder.getParent());
            passable.put(folder, known);
        }
        return known;
    }

    public long bytesUploaded() {
        return bytesUploaded;
    }

    public long bytesCached() {
        return bytesCached;
    }
}
