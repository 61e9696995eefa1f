package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
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

/** One subtask's part files, one at a time in each bucket, under hidden names; one thread. */
final class PartFiles<IN, B> {
    private final BucketsBuilder.Settings<IN, B> settings;
    private final FileSystem fileSystem;
    private final String uid;
    private final Map<B, PartFile<IN, B>> open = new LinkedHashMap<>();
    private final List<FileSinkCommittable> complete = new ArrayList<>();
    private final Set<FileSinkCommittable> inCheckpoints = new HashSet<>();
    private long parts;

    /** Creates the folder, so that one that cannot be written is found before the first record. */
    PartFiles(BucketsBuilder.Settings<IN, B> settings, String uid) throws IOException {
        this.settings = settings;
        this.uid = uid;
        try {
            fileSystem = settings.folder().getFileSystem();
            fileSystem.mkdirs(settings.folder());
        } catch (IOException e) {
            throw new IOException(
                    "output folder cannot be written: " + settings.folder() + " (" + e.getMessage() + ")", e);
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
        String path = bucket.toString();
        Path folder = path.isEmpty() ? settings.folder() : new Path(settings.folder(), path);
        FileSinkCommittable file = nextFile(folder);
        fileSystem.mkdirs(folder);
        PartFile<IN, B> part = new PartFile<>(
                bucket,
                file,
                settings.format().open(fileSystem.create(file.pending(), FileSystem.WriteMode.OVERWRITE)),
                now);
        open.put(bucket, part);
        return part;
    }

    private FileSinkCommittable nextFile(Path folder) {
        OutputFileConfig names = settings.names();
        String name = names.getPartPrefix() + "-" + uid + "-" + parts++ + names.getPartSuffix();
        return new FileSinkCommittable(new Path(folder, "." + name + ".inprogress"), new Path(folder, name));
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
        prepared.forEach(inCheckpoints::remove);
        return prepared;
    }

    /** The part files that go on after a checkpoint, each durable as far as it is written. */
    List<OpenPartFile> openParts() throws IOException {
        List<OpenPartFile> durable = new ArrayList<>();
        for (PartFile<IN, B> part : open.values()) {
            OpenPartFile saved = part.makeDurable();
            inCheckpoints.add(saved.file());
            durable.add(saved);
        }
        return durable;
    }

    /**
     * Takes over what a checkpoint holds of a part file, which ends there, as a copy. The file itself stays, hidden, for
     * another restore from that checkpoint.
     */
    void recover(OpenPartFile part) throws IOException {
        Path from = part.file().pending();
        FileSinkCommittable to = nextFile(part.file().visible().getParent());
        try (FSDataInputStream in = fileSystem.open(from);
                FSDataOutputStream out = fileSystem.create(to.pending(), FileSystem.WriteMode.OVERWRITE)) {
            copy(in, part.length(), out);
            out.sync();
        } catch (FileNotFoundException | EOFException e) {
            throw new IOException(
                    "the part file " + from + " does not have the " + part.length()
                            + " bytes any more that the checkpoint holds of it: somebody else changes files of this"
                            + " folder",
                    e);
        }
        complete.add(to);
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
        for (FileSinkCommittable file : complete) {
            if (!inCheckpoints.contains(file)) {
                fileSystem.delete(file.pending(), false);
            }
        }
        complete.clear();
        for (PartFile<IN, B> part : List.copyOf(open.values())) {
            part.close(inCheckpoints::contains);
        }
        open.clear();
    }
}
