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
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files and folders once, in splits by block; names that begin with {@code .} or {@code _} are passed over, and
 * {@code .gz} and {@code .deflate} files are read whole.
 */
public final class FileSource<T> implements Source<T, FileSourceSplit, List<FileSourceSplit>>, ResultTypeQueryable<T> {
    private final List<Path> paths;
    private final StreamFormat<T> format;
    private final double recordsPerSecond;

    private FileSource(List<Path> paths, StreamFormat<T> format, double recordsPerSecond) {
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
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<FileSourceSplit, List<FileSourceSplit>> createEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context) {
        return new FileSplitEnumerator(context, paths, format.isSplittable(), null);
    }

    @Override
    public SplitEnumerator<FileSourceSplit, List<FileSourceSplit>> restoreEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context, List<FileSourceSplit> checkpoint) {
        return new FileSplitEnumerator(context, paths, format.isSplittable(), checkpoint);
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
    public SimpleVersionedSerializer<List<FileSourceSplit>> getEnumeratorCheckpointSerializer() {
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

        public FileSource<T> build() {
            List<Path> qualified = new ArrayList<>(paths.size());
            for (Path path : paths) {
                qualified.add(LocalPaths.absolute(path));
            }
            return new FileSource<>(qualified, format, recordsPerSecond);
        }
    }
}
