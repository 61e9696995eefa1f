package io.yarnflink.connectors.files;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer's part files, one at a time in each bucket. Until they are committed they are all in one hidden folder,
 * which is the writer's own; one thread.
 */
final class PartFiles<IN, B> {
    static final String PENDING = ".pending";

    private static final Logger LOG = LoggerFactory.getLogger(PartFiles.class);

    private final BucketsBuilder.Settings<IN, B> settings;
    private final FileSystem fileSystem;
    private final String uid;
    private final Path pending;
    private final Map<B, PartFile<IN, B>> open = new LinkedHashMap<>();
    private final List<FileSinkCommittable> complete = new ArrayList<>();
    private final Set<PartNames> inCheckpoints = new HashSet<>();
    private long parts;

    /** Creates the folder, so that one that cannot be written is found before the first record. */
    PartFiles(BucketsBuilder.Settings<IN, B> settings, JobID job, String uid) throws IOException {
        this.settings = settings;
        this.uid = uid;
        pending = new Path(pendingOf(settings.folder(), job), uid);
        try {
            fileSystem = settings.folder().getFileSystem();
            fileSystem.mkdirs(pending);
        } catch (IOException e) {
            throw new IOException(
                    "output folder cannot be written: " + settings.folder() + " (" + e.getMessage() + ")", e);
        }
    }

    /** The folder of a job's part files that are not committed. */
    static Path pendingOf(Path folder, JobID job) {
        return new Path(new Path(folder, PENDING), job.toString());
    }

    /** Deletes that folder, and the one that it is in when no other job has one there. */
    static void cleanUp(Path folder, JobID job) throws IOException {
        FileSystem fileSystem = folder.getFileSystem();
        fileSystem.delete(pendingOf(folder, job), true);
        Path all = new Path(folder, PENDING);
        if (fileSystem.exists(all) && fileSystem.listStatus(all).isEmpty()) {
            fileSystem.delete(all, false);
        }
    }

    void write(IN element, BucketAssigner.Context context) throws IOException {
        B bucket = settings.assigner().getBucketId(element, context);
        PartFile<IN, B> part = open.get(bucket);
        if (part != null && settings.rolling().shouldRollOnEvent(part, element)) {
            end(bucket);
            part = null;
        }
        if (part == null) {
            part = begin(bucket, context.currentProcessingTime());
        }
        part.write(element, context.currentProcessingTime());
    }

    private PartFile<IN, B> begin(B bucket, long now) throws IOException {
        PartNames file = nextFile(folderOf(bucket.toString()));
        checkNames(bucket, file);
        PartFile<IN, B> part = new PartFile<>(
                bucket,
                file,
                settings.format().open(fileSystem.create(file.pending(), FileSystem.WriteMode.OVERWRITE)),
                now);
        open.put(bucket, part);
        return part;
    }

    private Path folderOf(String bucket) throws IOException {
        for (String name : bucket.split("/", -1)) {
            if (name.equals(".") || name.equals("..")) {
                throw new IOException("the bucket '" + bucket + "' of " + settings.folder()
                        + " is no folder below it: let the bucket assigner leave out '" + name + "'");
            }
        }
        return bucket.isEmpty() ? settings.folder() : new Path(settings.folder(), bucket);
    }

    /** What could not be committed fails the record that it is written for, rather than each commit. */
    private void checkNames(B bucket, PartNames file) throws IOException {
        boolean taken;
        try {
            taken = fileSystem.exists(file.visible());
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(
                    "the bucket '" + bucket + "' cannot be a folder below " + settings.folder() + ": " + e.getMessage(),
                    e);
        }
        if (taken) {
            throw new IOException("there is a file already that a new part file is to be called: " + file.visible());
        }
        if (!fileSystem.exists(pending)) {
            throw new IOException("the folder of part files that are not committed is gone: " + pending
                    + "; somebody else deletes files of " + settings.folder());
        }
    }

    private PartNames nextFile(Path folder) {
        OutputFileConfig names = settings.names();
        String name = names.getPartPrefix() + "-" + uid + "-" + parts++ + names.getPartSuffix();
        return new PartNames(new Path(pending, name), new Path(folder, name));
    }

    private void end(B bucket) throws IOException {
        PartFile<IN, B> part = open.get(bucket);
        if (part != null) {
            complete.add(part.finish());
            open.remove(bucket);
        }
    }

    /** Ends the part files whose time is over. */
    void rollByTime(long now) throws IOException {
        for (PartFile<IN, B> part : List.copyOf(open.values())) {
            if (settings.rolling().shouldRollOnProcessingTime(part, now)) {
                end(part.getBucketId());
            }
        }
    }

    /** What has ended since the last call and is to be committed now; {@code all} ends what goes on otherwise. */
    List<FileSinkCommittable> prepareCommit(boolean all) throws IOException {
        for (PartFile<IN, B> part : List.copyOf(open.values())) {
            if (all || settings.rolling().shouldRollOnCheckpoint(part)) {
                end(part.getBucketId());
            }
        }
        List<FileSinkCommittable> prepared = List.copyOf(complete);
        complete.clear();
        for (FileSinkCommittable file : prepared) {
            inCheckpoints.remove(new PartNames(file.pending(), file.visible()));
        }
        return prepared;
    }

    /** The part files that go on after a checkpoint, each durable as far as it is written. */
    List<OpenPartFile> openParts() throws IOException {
        List<OpenPartFile> durable = new ArrayList<>();
        for (PartFile<IN, B> part : open.values()) {
            OpenPartFile saved = part.makeDurable();
            inCheckpoints.add(saved.names());
            durable.add(saved);
        }
        return durable;
    }

    /**
     * Takes over what a checkpoint holds of a part file, which ends there, as a copy: the file itself stays for another
     * restore from that checkpoint. If it went on and was committed, it is found under its visible name, or its readers have
     * all that it was to hold.
     */
    void recover(OpenPartFile part) throws IOException {
        PartNames names = part.names();
        if (names.wereTaken(fileSystem)) {
            LOG.warn(
                    "The part file {}, of which the checkpoint holds {} bytes, was committed since, and has been taken away",
                    names.visible(),
                    part.length());
            return;
        }
        Path from = fileSystem.exists(names.pending()) ? names.pending() : names.visible();
        PartNames to = nextFile(names.visible().getParent());
        try (FSDataInputStream in = fileSystem.open(from);
                FSDataOutputStream out = fileSystem.create(to.pending(), FileSystem.WriteMode.OVERWRITE)) {
            copy(in, part.length(), out);
            out.sync();
        } catch (FileNotFoundException | EOFException e) {
            throw new IOException(
                    "the part file " + names.pending() + " does not have the " + part.length()
                            + " bytes any more that the checkpoint holds of it: somebody else changes files of this"
                            + " folder",
                    e);
        }
        complete.add(to.complete(part.length()));
    }

    private static void copy(InputStream in, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 << 10];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException(left + " bytes are missing");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }

    /** What was not handed over to be committed is nobody's, unless a checkpoint holds its beginning. */
    void close() throws IOException {
        List<Closeable> all = new ArrayList<>();
        for (FileSinkCommittable file : complete) {
            if (!inCheckpoints.contains(new PartNames(file.pending(), file.visible()))) {
                all.add(() -> fileSystem.delete(file.pending(), false));
            }
        }
        complete.clear();
        open.values().forEach(part -> all.add(() -> part.close(inCheckpoints::contains)));
        open.clear();
        closeAll(all);
    }

    /** Tries all, and fails with what failed first. */
    private static void closeAll(List<Closeable> all) throws IOException {
        IOException first = null;
        for (Closeable each : all) {
            try {
                each.close();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
