package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.BlockLocation;
import io.yarnflink.api.fs.Compression;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the files below some paths and cuts them into splits, by block where the format allows. */
final class FileListing {
    private static final Logger LOG = LoggerFactory.getLogger(FileListing.class);

    /** What {@code hdfs dfs -put} calls a file that it still writes. */
    private static final String COPYING = "._COPYING_";

    private final boolean splittable;
    private final long targetLength;
    private final List<FileSourceSplit> splits = new ArrayList<>();

    /** Splits hold about {@code targetLength} bytes at the most; a block is never joined with the next. */
    private FileListing(boolean splittable, long targetLength) {
        this.splittable = splittable;
        this.targetLength = targetLength;
    }

    /** Fails with a FileNotFoundException that names the missing path. */
    static List<FileSourceSplit> splits(List<Path> paths, boolean splittable, int parallelism) throws IOException {
        List<FileStatus> files = new ArrayList<>();
        Set<Path> named = new HashSet<>();
        for (Path path : paths) {
            FileSystem fileSystem = path.getFileSystem();
            FileStatus status;
            try {
                status = fileSystem.getFileStatus(path);
            } catch (FileNotFoundException e) {
                FileNotFoundException missing = new FileNotFoundException("input path does not exist: " + path);
                missing.initCause(e);
                throw missing;
            }
            if (status.isDir()) {
                collect(fileSystem, path, files);
            } else {
                files.add(status);
                named.add(status.path());
            }
        }
        long total = files.stream().mapToLong(FileStatus::length).sum();
        FileListing listing = new FileListing(splittable, Math.max(1 << 16, total / Math.max(1, parallelism * 4L) + 1));
        for (FileStatus file : files) {
            if (named.contains(file.path())) {
                listing.cut(file);
            } else {
                ifThere(file, listing::cut);
            }
        }
        return listing.splits;
    }

    private static void collect(FileSystem fileSystem, Path folder, List<FileStatus> files) throws IOException {
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            String name = entry.path().getName();
            // Such names are markers and files still being written, by the convention of Hadoop's own formats.
            if (name.startsWith(".") || name.startsWith("_") || name.endsWith(COPYING)) {
                continue;
            }
            if (entry.isDir()) {
                ifThere(entry, there -> collect(fileSystem, there.path(), files));
            } else {
                files.add(entry);
            }
        }
    }

    /** What to do with an entry of a folder. */
    @FunctionalInterface
    private interface Action {
        void on(FileStatus entry) throws IOException;
    }

    /** What was moved or deleted while its folder was listed is not there: it is nobody's fault. */
    private static void ifThere(FileStatus entry, Action action) throws IOException {
        try {
            action.on(entry);
        } catch (FileNotFoundException e) {
            LOG.debug("{} has vanished while it was listed", entry.path());
        }
    }

    private void cut(FileStatus file) throws IOException {
        if (file.length() == 0) {
            return;
        }
        List<BlockLocation> blocks = file.path().getFileSystem().getFileBlockLocations(file, 0, file.length());
        if (!splittable || Compression.of(file.path()) != Compression.NONE) {
            add(
                    file,
                    0,
                    file.length(),
                    blocks.isEmpty() ? List.of() : blocks.get(0).hosts());
            return;
        }
        for (BlockLocation block : blocks) {
            int pieces = (int) Math.max(1, (block.length() + targetLength - 1) / targetLength);
            long done = 0;
            for (int i = 1; i <= pieces; i++) {
                long until = block.length() * i / pieces;
                add(file, block.offset() + done, until - done, block.hosts());
                done = until;
            }
        }
    }

    private void add(FileStatus file, long offset, long length, List<String> hosts) {
        splits.add(new FileSourceSplit(String.format("%06d", splits.size()), file.path(), offset, length, hosts));
    }
}
