package io.yarnflink.api.common.io;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.fs.BlockLocation;
import io.yarnflink.api.fs.Compression;
import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.InputSplitAssigner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files: splits them by block, and opens a stream at the begin of each split. */
public abstract class FileInputFormat<OT> extends RichInputFormat<OT, FileInputSplit> {
    /** The length of a split that goes to the end of its file, however long that is. */
    protected static final long READ_WHOLE_SPLIT_FLAG = -1L;

    protected long minSplitSize;
    protected int numSplits = -1;
    /** Whether files are read by one subtask each. */
    protected boolean unsplittable;

    protected boolean enumerateNestedFiles;
    protected transient @Nullable FSDataInputStream stream;
    protected transient long splitStart;
    protected transient long splitLength;
    protected transient @Nullable FileInputSplit currentSplit;
    private Path[] filePaths = {};
    private FilePathFilter filesFilter = FilePathFilter.createDefaultFilter();

    protected FileInputFormat() {}

    protected FileInputFormat(Path filePath) {
        setFilePath(filePath);
    }

    public Path[] getFilePaths() {
        return filePaths.clone();
    }

    public void setFilePath(String filePath) {
        setFilePath(new Path(filePath));
    }

    /** A path without a scheme is a local file or folder, seen from the working directory of this program. */
    public void setFilePath(Path filePath) {
        setFilePaths(filePath);
    }

    public void setFilePaths(String... paths) {
        setFilePaths(Arrays.stream(paths).map(Path::new).toArray(Path[]::new));
    }

    public void setFilePaths(Path... paths) {
        filePaths = Arrays.stream(paths).map(FileInputFormat::absolute).toArray(Path[]::new);
    }

    /** The working directory of the program is not that of the tasks. */
    private static Path absolute(Path path) {
        return path.toUri().getScheme() == null
                ? new Path(java.nio.file.Path.of(path.getPath())
                        .toAbsolutePath()
                        .normalize()
                        .toString())
                : path;
    }

    public long getMinSplitSize() {
        return minSplitSize;
    }

    public void setMinSplitSize(long minSplitSize) {
        if (minSplitSize < 0) {
            throw new IllegalArgumentException("the least size of a split must not be negative, was " + minSplitSize);
        }
        this.minSplitSize = minSplitSize;
    }

    public int getNumSplits() {
        return numSplits;
    }

    /** How many splits there are at least; -1 for as many as subtasks. */
    public void setNumSplits(int numSplits) {
        if (numSplits < -1 || numSplits == 0) {
            throw new IllegalArgumentException("the number of splits must be above 0, or -1, was " + numSplits);
        }
        this.numSplits = numSplits;
    }

    public boolean getNestedFileEnumeration() {
        return enumerateNestedFiles;
    }

    /** Whether the files of folders within folders are read. */
    public void setNestedFileEnumeration(boolean enable) {
        enumerateNestedFiles = enable;
    }

    public void setFilesFilter(FilePathFilter filesFilter) {
        this.filesFilter = Objects.requireNonNull(filesFilter, "files filter is null");
    }

    public long getSplitStart() {
        return splitStart;
    }

    public long getSplitLength() {
        return splitLength;
    }

    /** Takes {@code recursive.file.enumeration} over, if it is there. */
    @Override
    public void configure(Configuration parameters) {
        String nested = parameters.toMap().get("recursive.file.enumeration");
        if (nested != null) {
            enumerateNestedFiles = Boolean.parseBoolean(nested);
        }
    }

    @Override
    public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        if (filePaths.length == 0) {
            throw new IllegalStateException(getClass().getName() + " has no path to read: call setFilePath(...)");
        }
        List<FileStatus> files = new ArrayList<>();
        Set<Path> named = new HashSet<>();
        for (Path path : filePaths) {
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
                list(fileSystem, path, files);
            } else {
                files.add(status);
                named.add(status.path());
            }
        }
        long total = files.stream().mapToLong(FileStatus::length).sum();
        int wanted = Math.max(1, Math.max(minNumSplits, numSplits));
        long most = Math.max(Math.max(minSplitSize, 1), total / wanted + 1);
        List<FileInputSplit> splits = new ArrayList<>();
        for (FileStatus file : files) {
            try {
                cut(file, most, splits);
            } catch (FileNotFoundException e) {
                // What has vanished from a folder since it was listed is as if it never had been there.
                if (named.contains(file.path())) {
                    throw e;
                }
            }
        }
        return splits.toArray(new FileInputSplit[0]);
    }

    private void list(FileSystem fileSystem, Path folder, List<FileStatus> files) throws IOException {
        for (FileStatus entry : fileSystem.listStatus(folder)) {
            if (!acceptFile(entry)) {
                continue;
            }
            if (!entry.isDir()) {
                files.add(entry);
            } else if (enumerateNestedFiles) {
                try {
                    list(fileSystem, entry.path(), files);
                } catch (FileNotFoundException vanished) {
                    // As above.
                }
            }
        }
    }

    /** Whether a file or folder below the input path is read: what is hidden or still being written never is. */
    public boolean acceptFile(FileStatus fileStatus) {
        String name = fileStatus.path().getName();
        return !name.startsWith(".") && !name.startsWith("_") && !filesFilter.filterPath(fileStatus.path());
    }

    /** Whether a file must be read from its beginning to its end: compressed ones must. */
    protected boolean testForUnsplittable(FileStatus pathFile) {
        return unsplittable || isCompressed(pathFile.path());
    }

    private static boolean isCompressed(Path path) {
        return Compression.of(path) != Compression.NONE;
    }

    private void cut(FileStatus file, long most, List<FileInputSplit> splits) throws IOException {
        if (file.length() == 0) {
            return;
        }
        List<BlockLocation> blocks = file.path().getFileSystem().getFileBlockLocations(file, 0, file.length());
        if (testForUnsplittable(file)) {
            List<String> hosts = blocks.isEmpty() ? List.of() : blocks.get(0).hosts();
            add(file, 0, isCompressed(file.path()) ? READ_WHOLE_SPLIT_FLAG : file.length(), hosts, splits);
            return;
        }
        for (BlockLocation block : blocks) {
            long done = 0;
            while (done < block.length()) {
                long length = Math.min(most, block.length() - done);
                add(file, block.offset() + done, length, block.hosts(), splits);
                done += length;
            }
        }
    }

    private static void add(FileStatus file, long start, long length, List<String> hosts, List<FileInputSplit> splits) {
        splits.add(new FileInputSplit(splits.size(), file.path(), start, length, hosts.toArray(new String[0])));
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(FileInputSplit[] splits) {
        return new DefaultInputSplitAssigner(splits);
    }

    /** Opens {@link #stream} at the split's first byte. */
    @Override
    public void open(FileInputSplit split) throws IOException {
        currentSplit = split;
        splitStart = split.getStart();
        splitLength = split.getLength();
        FSDataInputStream opened =
                decorateInputStream(split.getPath().getFileSystem().open(split.getPath()), split);
        stream = opened;
        if (splitStart != 0) {
            opened.seek(splitStart);
        }
    }

    /** May put a stream of its own around the file's; compressed files are read through one that decompresses. */
    protected FSDataInputStream decorateInputStream(FSDataInputStream inputStream, FileInputSplit fileSplit)
            throws IOException {
        Compression compression = Compression.of(fileSplit.getPath());
        return compression == Compression.NONE
                ? inputStream
                : new InputStreamFSInputWrapper(compression.decompress(inputStream));
    }

    @Override
    public void close() throws IOException {
        FSDataInputStream open = stream;
        if (open != null) {
            stream = null;
            open.close();
        }
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + " (" + Arrays.toString(filePaths) + ")";
    }
}
