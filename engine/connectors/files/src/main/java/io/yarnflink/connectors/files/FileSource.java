package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads files and folders, in splits by block; names that begin with {@code .} or {@code _} are passed over, and
 * {@code .gz} and {@code .deflate} files are read whole.
 */
public final class FileSource<T>
        implements Source<T, FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>>, ResultTypeQueryable<T> {
    private final List<Path> paths;
    private final StreamFormat<T> format;
    private final double recordsPerSecond;
    private final @Nullable Duration discovery;

    private FileSource(
            List<Path> paths, StreamFormat<T> format, double recordsPerSecond, @Nullable Duration discovery) {
        this.discovery = discovery;
        this.paths = List.copyOf(paths);
        this.format = format;
        this.recordsPerSecond = recordsPerSecond;
    }

    /**
     * Paths without a scheme are local files, seen from the working directory of this program; {@code
     * classpath:///data/words.txt} is a file in the program's jar.
     */
    public static <T> FileSourceBuilder<T> forRecordStreamFormat(StreamFormat<T> format, Path... paths) {
        if (paths.length == 0) {
            throw new IllegalArgumentException("a file source needs at least one path");
        }
        return new FileSourceBuilder<>(format, List.of(paths));
    }

    @Override
    public Boundedness getBoundedness() {
        return discovery == null ? Boundedness.BOUNDED : Boundedness.CONTINUOUS_UNBOUNDED;
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context) {
        return new FileSplitEnumerator(context, paths, format.isSplittable(), discovery);
    }

    @Override
    public SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context, PendingSplitsCheckpoint<FileSourceSplit> checkpoint) {
        return new FileSplitEnumerator(context, paths, format.isSplittable(), discovery).restored(checkpoint);
    }

    @Override
    public SourceReader<T, FileSourceSplit> createReader(SourceReaderContext context) {
        return new FileSourceReader<>(
                context, format, new RateLimit(recordsPerSecond / context.currentParallelism(), context.clock()));
    }

    @Override
    public SimpleVersionedSerializer<FileSourceSplit> getSplitSerializer() {
        return FileSplitSerializer.ONE;
    }

    @Override
    public SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> getEnumeratorCheckpointSerializer() {
        return FileSplitSerializer.MANY;
    }

    @Override
    public TypeInformation<T> getProducedType() {
        return format.getProducedType();
    }

    /** Builds a {@link FileSource}. */
    public static final class FileSourceBuilder<T> {
        private final StreamFormat<T> format;
        private final List<Path> paths;
        private double recordsPerSecond = Double.POSITIVE_INFINITY;
        private @Nullable Duration discovery;

        private FileSourceBuilder(StreamFormat<T> format, List<Path> paths) {
            this.format = format;
            this.paths = paths;
        }

        /** Limits the whole source, over all its subtasks. */
        public FileSourceBuilder<T> setRecordsPerSecond(double recordsPerSecond) {
            if (!(recordsPerSecond > 0)) {
                throw new IllegalArgumentException("records per second must be above 0, was " + recordsPerSecond);
            }
            this.recordsPerSecond = recordsPerSecond;
            return this;
        }

        /** Looks for new files that often, for ever; a file is read once, as it is when it is found. */
        public FileSourceBuilder<T> monitorContinuously(Duration discoveryInterval) {
            if (discoveryInterval.toMillis() < 1) {
                throw new IllegalArgumentException(
                        "the discovery interval must be 1 ms or more, was " + discoveryInterval);
            }
            discovery = discoveryInterval;
            return this;
        }

        /** Reads the files that are there when the job starts, as it does where nothing else is said. */
        public FileSourceBuilder<T> processStaticFileSet() {
            discovery = null;
            return this;
        }

        public FileSource<T> build() {
            List<Path> qualified = new ArrayList<>(paths.size());
            for (Path path : paths) {
                qualified.add(LocalPaths.absolute(path));
            }
            return new FileSource<>(qualified, format, recordsPerSecond, discovery);
        }
    }
}
