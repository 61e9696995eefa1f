package io.yarnflink.connectors.files;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.CommitterInitContext;
import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.JobCleanup;
import io.yarnflink.api.connector.sink.StatefulSinkWriter;
import io.yarnflink.api.connector.sink.SupportsWriterState;
import io.yarnflink.api.connector.sink.TwoPhaseCommittingSink;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.Encoder;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.UUID;

/**
 * Writes records into part files, {@code part-<uid>-<n>}, in buckets below a folder. A part file is in the hidden folder
 * {@code .pending} until the job commits it: with the first checkpoint after its end, or at the end of the job. From then on
 * the sink needs it no more, and whoever reads it may move it or delete it; what is in {@code .pending} is not for others.
 */
public class FileSink<IN>
        implements TwoPhaseCommittingSink<IN, FileSinkCommittable>,
                SupportsWriterState<IN, FileWriterState>,
                JobCleanup {
    private final BucketsBuilder.Settings<IN, String> settings;

    private FileSink(BucketsBuilder.Settings<IN, String> settings) {
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
        return writer(context);
    }

    @Override
    public StatefulSinkWriter<IN, FileWriterState> restoreWriter(
            WriterInitContext context, Collection<FileWriterState> recoveredState) throws IOException {
        FileWriter<IN> writer = writer(context);
        writer.recover(recoveredState);
        return writer;
    }

    private FileWriter<IN> writer(WriterInitContext context) throws IOException {
        return new FileWriter<>(
                settings,
                context.getJobInfo().getJobId(),
                context.getProcessingTimeService(),
                UUID.randomUUID() + "-" + context.getTaskInfo().getIndexOfThisSubtask());
    }

    @Override
    public SimpleVersionedSerializer<FileWriterState> getWriterStateSerializer() {
        return new FileWriterStateSerializer();
    }

    /** Deletes the part files that nobody will commit any more. */
    @Override
    public void cleanUp(JobID job) throws IOException {
        PartFiles.cleanUp(settings.folder(), job);
    }

    @Override
    public Committer<FileSinkCommittable> createCommitter(CommitterInitContext context) {
        return new FileCommitter();
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new FileSinkCommittableSerializer();
    }

    /** Builds a {@link FileSink} of rows. */
    public static class RowFormatBuilder<IN, T extends RowFormatBuilder<IN, T>> extends BucketsBuilder<IN, String, T> {
        RowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(
                    basePath,
                    new FileFormat.Rows<>(Objects.requireNonNull(encoder, "encoder is null")),
                    new DateTimeBucketAssigner<>(),
                    DefaultRollingPolicy.builder().build());
        }

        public T withRollingPolicy(RollingPolicy<IN, String> policy) {
            return rolling(policy);
        }

        public FileSink<IN> build() {
            return new FileSink<>(settings());
        }
    }

    /** The builder that {@link #forRowFormat} gives. */
    public static final class DefaultRowFormatBuilder<IN> extends RowFormatBuilder<IN, DefaultRowFormatBuilder<IN>> {
        private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(basePath, encoder);
        }
    }

    /** Builds a {@link FileSink} of bulk formats. */
    public static class BulkFormatBuilder<IN, T extends BulkFormatBuilder<IN, T>>
            extends BucketsBuilder<IN, String, T> {
        BulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
            super(
                    basePath,
                    new FileFormat.Bulk<>(Objects.requireNonNull(writerFactory, "writer factory is null")),
                    new DateTimeBucketAssigner<>(),
                    OnCheckpointRollingPolicy.build());
        }

        public T withRollingPolicy(CheckpointRollingPolicy<IN, String> rollingPolicy) {
            return rolling(rollingPolicy);
        }

        public FileSink<IN> build() {
            return new FileSink<>(settings());
        }
    }

    /** The builder that {@link #forBulkFormat} gives. */
    public static final class DefaultBulkFormatBuilder<IN> extends BulkFormatBuilder<IN, DefaultBulkFormatBuilder<IN>> {
        private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
            super(basePath, writerFactory);
        }
    }
}
