package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.TwoPhaseCommittingSink;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.Encoder;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes records into part files, {@code part-<uid>-<n>}, in buckets below a folder. A part file is hidden, its name
 * beginning with a dot, until the job commits it; a failed job leaves none behind.
 */
public class FileSink<IN> implements TwoPhaseCommittingSink<IN, FileSinkCommittable> {
    private final Settings<IN> settings;

    /** All that a sink was told. */
    record Settings<IN>(
            Path folder,
            FileFormat<IN> format,
            BucketAssigner<IN, String> assigner,
            RollingPolicy<IN, String> rolling,
            long bucketCheckMillis,
            OutputFileConfig names)
            implements Serializable {}

    private FileSink(Settings<IN> settings) {
        this.settings = settings;
    }

    /** A path without a scheme is a local folder, seen from the working directory of this program. */
    public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new DefaultRowFormatBuilder<>(basePath, encoder);
    }

    /** For formats whose files are more than one record after the other. */
    public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(
            Path basePath, BulkWriter.Factory<IN> bulkWriterFactory) {
        return new DefaultBulkFormatBuilder<>(basePath, bulkWriterFactory);
    }

    @Override
    public CommittingSinkWriter<IN, FileSinkCommittable> createWriter(WriterInitContext context) throws IOException {
        return new FileWriter<>(
                settings,
                context.getProcessingTimeService(),
                UUID.randomUUID() + "-" + context.getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new FileSinkCommittableSerializer();
    }

    /** What all builders take. */
    public abstract static class BucketsBuilder<IN, T extends BucketsBuilder<IN, T>> {
        private final Path folder;
        private final FileFormat<IN> format;
        private BucketAssigner<IN, String> assigner = new DateTimeBucketAssigner<>();
        private RollingPolicy<IN, String> rolling;
        private OutputFileConfig names = OutputFileConfig.builder().build();
        private long bucketCheckMillis = 60_000;

        BucketsBuilder(Path folder, FileFormat<IN> format, RollingPolicy<IN, String> rolling) {
            this.folder = LocalPaths.absolute(Objects.requireNonNull(folder, "base path is null"));
            this.format = format;
            this.rolling = rolling;
        }

        @SuppressWarnings("unchecked") // A builder extends this with itself.
        private T self() {
            return (T) this;
        }

        /** Where it says nothing else, records go into a bucket for each hour. */
        public T withBucketAssigner(BucketAssigner<IN, String> assigner) {
            this.assigner = Objects.requireNonNull(assigner, "bucket assigner is null");
            return self();
        }

        T rolling(RollingPolicy<IN, String> policy) {
            rolling = Objects.requireNonNull(policy, "rolling policy is null");
            return self();
        }

        public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
            names = Objects.requireNonNull(outputFileConfig, "output file config is null");
            return self();
        }

        /** How often part files are asked whether their time is over, in milliseconds. */
        public T withBucketCheckInterval(long interval) {
            if (interval < 1) {
                throw new IllegalArgumentException("the bucket check interval must be above 0 ms, was " + interval);
            }
            bucketCheckMillis = interval;
            return self();
        }

        public FileSink<IN> build() {
            return new FileSink<>(settings());
        }

        Settings<IN> settings() {
            return new Settings<>(folder, format, assigner, rolling, bucketCheckMillis, names);
        }
    }

    /** Builds a {@link FileSink} of rows. */
    public static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>> extends BucketsBuilder<IN, T> {
        RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(
                    basePath,
                    new FileFormat.Rows<>(Objects.requireNonNull(encoder, "encoder is null")),
                    DefaultRollingPolicy.builder().build());
        }

        public T withRollingPolicy(RollingPolicy<IN, String> policy) {
            return rolling(policy);
        }
    }

    /** The builder that {@link #forRowFormat} gives. */
    public static final class DefaultRowFormatBuilder<IN> extends RowFormatBuilder<IN, DefaultRowFormatBuilder<IN>> {
        private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(basePath, encoder);
        }
    }

    /** Builds a {@link FileSink} of bulk formats. */
    public static class BulkFormatBuilder<IN, T extends BulkFormatBuilder<IN, T>> extends BucketsBuilder<IN, T> {
        BulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
            super(
                    basePath,
                    new FileFormat.Bulk<>(Objects.requireNonNull(writerFactory, "writer factory is null")),
                    OnCheckpointRollingPolicy.build());
        }

        public T withRollingPolicy(CheckpointRollingPolicy<IN, String> rollingPolicy) {
            return rolling(rollingPolicy);
        }
    }

    /** The builder that {@link #forBulkFormat} gives. */
    public static final class DefaultBulkFormatBuilder<IN> extends BulkFormatBuilder<IN, DefaultBulkFormatBuilder<IN>> {
        private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
            super(basePath, writerFactory);
        }
    }
}
