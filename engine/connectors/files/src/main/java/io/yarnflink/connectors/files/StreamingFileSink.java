package io.yarnflink.connectors.files;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.JobCleanup;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.functions.sink.RichSinkFunction;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.Encoder;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.OperatorStateStore;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the part files of {@link FileSink} as a sink function: a part file gets its visible name when a checkpoint is
 * complete that began after the file had ended, and at the end of bounded input.
 */
public class StreamingFileSink<IN> extends RichSinkFunction<IN>
        implements CheckpointedFunction, CheckpointListener, JobCleanup {
    private static final Logger LOG = LoggerFactory.getLogger(StreamingFileSink.class);

    private final BucketsBuilder.Settings<IN, ?> settings;
    private final long bucketCheckInterval;
    private final TreeMap<Long, List<FileSinkCommittable>> pending = new TreeMap<>();
    private long nextCheck = Long.MIN_VALUE;
    private boolean finished;
    private transient @Nullable PartFiles<IN, ?> parts;
    private transient @Nullable ListState<Tuple2<String, String>> pendingFiles;
    private transient @Nullable ListState<Tuple3<String, String, Long>> openFiles;

    /** Asks part files every {@code bucketCheckInterval} milliseconds whether their time is over. */
    protected StreamingFileSink(
            BucketsBuilder<IN, ?, ? extends BucketsBuilder<IN, ?, ?>> bucketsBuilder, long bucketCheckInterval) {
        settings = bucketsBuilder.settings();
        this.bucketCheckInterval = bucketCheckInterval;
    }

    /** A path without a scheme is a local folder, seen from the working directory of this program. */
    public static <IN> DefaultRowFormatBuilder<IN> forRowFormat(Path basePath, Encoder<IN> encoder) {
        return new DefaultRowFormatBuilder<>(basePath, encoder);
    }

    /** For formats whose files are more than one record after the other; they end at every checkpoint. */
    public static <IN> DefaultBulkFormatBuilder<IN> forBulkFormat(
            Path basePath, BulkWriter.Factory<IN> bulkWriterFactory) {
        return new DefaultBulkFormatBuilder<>(basePath, bulkWriterFactory);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        OperatorStateStore store = context.getOperatorStateStore();
        pendingFiles =
                store.getListState(new ListStateDescriptor<>("pending-files", Types.TUPLE(Types.STRING, Types.STRING)));
        openFiles = store.getListState(
                new ListStateDescriptor<>("open-files", Types.TUPLE(Types.STRING, Types.STRING, Types.LONG)));
        parts = new PartFiles<>(
                settings,
                getRuntimeContext().getJobInfo().getJobId(),
                UUID.randomUUID() + "-" + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        if (context.isRestored()) {
            for (Tuple2<String, String> file : pendingFiles.get()) {
                FileCommitter.publish(file(file.f0, file.f1).complete(FileSinkCommittable.UNKNOWN_LENGTH));
            }
            for (Tuple3<String, String, Long> file : openFiles.get()) {
                parts.recover(new OpenPartFile(file(file.f0, file.f1), file.f2));
            }
        }
    }

    private static PartNames file(String pending, String visible) {
        return new PartNames(new Path(pending), new Path(visible));
    }

    @Override
    public void invoke(IN value, Context context) throws Exception {
        rollByTime(context.currentProcessingTime());
        parts().write(value, new RecordTime(context));
    }

    /** Nobody sees that a part file has ended before the next checkpoint, so that a timer would change nothing. */
    private void rollByTime(long now) throws IOException {
        if (now >= nextCheck) {
            parts().rollByTime(now);
            nextCheck = now + bucketCheckInterval;
        }
    }

    private PartFiles<IN, ?> parts() {
        return Objects.requireNonNull(parts, "initializeState was not called");
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        rollByTime(context.getCheckpointTimestamp());
        List<FileSinkCommittable> ended = parts().prepareCommit(finished);
        if (!ended.isEmpty()) {
            pending.put(context.getCheckpointId(), ended);
        }
        List<Tuple2<String, String>> waiting = new ArrayList<>();
        for (List<FileSinkCommittable> files : pending.values()) {
            for (FileSinkCommittable file : files) {
                waiting.add(Tuple2.of(file.pending().toString(), file.visible().toString()));
            }
        }
        List<Tuple3<String, String, Long>> open = new ArrayList<>();
        for (OpenPartFile part : parts().openParts()) {
            PartNames file = part.names();
            open.add(Tuple3.of(file.pending().toString(), file.visible().toString(), part.length()));
        }
        Objects.requireNonNull(pendingFiles).update(waiting);
        Objects.requireNonNull(openFiles).update(open);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        for (List<FileSinkCommittable> files :
                pending.headMap(checkpointId, true).values()) {
            for (FileSinkCommittable file : files) {
                FileCommitter.publish(file);
            }
        }
        pending.headMap(checkpointId, true).clear();
    }

    /** What ended before this checkpoint becomes visible with the next one. */
    @Override
    public void notifyCheckpointAborted(long checkpointId) {
        LOG.debug("checkpoint {} was aborted; part files of {} checkpoints wait", checkpointId, pending.size());
    }

    @Override
    public void cleanUp(JobID job) throws IOException {
        PartFiles.cleanUp(settings.folder(), job);
    }

    @Override
    public void close() throws Exception {
        if (parts != null) {
            parts.close();
        }
    }

    /** What a bucket assigner is told. */
    private record RecordTime(Context context) implements BucketAssigner.Context {
        @Override
        public long currentProcessingTime() {
            return context.currentProcessingTime();
        }

        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public @Nullable Long timestamp() {
            return context.timestamp();
        }
    }

    /** Builds a {@link StreamingFileSink} of rows. */
    public static class RowFormatBuilder<IN, BucketID, T extends RowFormatBuilder<IN, BucketID, T>>
            extends BucketsBuilder<IN, BucketID, T> {
        protected RowFormatBuilder(Path basePath, Encoder<IN> encoder, BucketAssigner<IN, BucketID> bucketAssigner) {
            super(
                    basePath,
                    new FileFormat.Rows<>(Objects.requireNonNull(encoder, "encoder is null")),
                    bucketAssigner,
                    DefaultRollingPolicy.builder().build());
        }

        private RowFormatBuilder(
                RowFormatBuilder<IN, ?, ?> other,
                BucketAssigner<IN, BucketID> assigner,
                RollingPolicy<IN, BucketID> policy) {
            super(other, assigner, policy);
        }

        public T withRollingPolicy(RollingPolicy<IN, BucketID> policy) {
            return rolling(policy);
        }

        /** Goes on with buckets of another type. */
        public <ID> RowFormatBuilder<IN, ID, ? extends RowFormatBuilder<IN, ID, ?>> withNewBucketAssignerAndPolicy(
                BucketAssigner<IN, ID> assigner, RollingPolicy<IN, ID> policy) {
            return new RowsInto<>(this, assigner, policy);
        }

        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(this, getBucketCheckInterval());
        }
    }

    /** The builder that {@link #forRowFormat} gives. */
    public static final class DefaultRowFormatBuilder<IN>
            extends RowFormatBuilder<IN, String, DefaultRowFormatBuilder<IN>> {
        private DefaultRowFormatBuilder(Path basePath, Encoder<IN> encoder) {
            super(basePath, encoder, new DateTimeBucketAssigner<>());
        }
    }

    private static final class RowsInto<IN, ID> extends RowFormatBuilder<IN, ID, RowsInto<IN, ID>> {
        RowsInto(RowFormatBuilder<IN, ?, ?> other, BucketAssigner<IN, ID> assigner, RollingPolicy<IN, ID> policy) {
            super(other, assigner, policy);
        }
    }

    /** Builds a {@link StreamingFileSink} of bulk formats. */
    public static class BulkFormatBuilder<IN, BucketID, T extends BulkFormatBuilder<IN, BucketID, T>>
            extends BucketsBuilder<IN, BucketID, T> {
        protected BulkFormatBuilder(
                Path basePath, BulkWriter.Factory<IN> writerFactory, BucketAssigner<IN, BucketID> assigner) {
            super(
                    basePath,
                    new FileFormat.Bulk<>(Objects.requireNonNull(writerFactory, "writer factory is null")),
                    assigner,
                    OnCheckpointRollingPolicy.build());
        }

        private BulkFormatBuilder(
                BulkFormatBuilder<IN, ?, ?> other,
                BucketAssigner<IN, BucketID> assigner,
                RollingPolicy<IN, BucketID> policy) {
            super(other, assigner, policy);
        }

        public T withRollingPolicy(CheckpointRollingPolicy<IN, BucketID> rollingPolicy) {
            return rolling(rollingPolicy);
        }

        /** Goes on with buckets of another type; files end at checkpoints until another policy is given. */
        public <ID> BulkFormatBuilder<IN, ID, ? extends BulkFormatBuilder<IN, ID, ?>> withNewBucketAssigner(
                BucketAssigner<IN, ID> assigner) {
            return new BulksInto<>(this, assigner);
        }

        public StreamingFileSink<IN> build() {
            return new StreamingFileSink<>(this, getBucketCheckInterval());
        }
    }

    /** The builder that {@link #forBulkFormat} gives. */
    public static final class DefaultBulkFormatBuilder<IN>
            extends BulkFormatBuilder<IN, String, DefaultBulkFormatBuilder<IN>> {
        private DefaultBulkFormatBuilder(Path basePath, BulkWriter.Factory<IN> writerFactory) {
            super(basePath, writerFactory, new DateTimeBucketAssigner<>());
        }
    }

    private static final class BulksInto<IN, ID> extends BulkFormatBuilder<IN, ID, BulksInto<IN, ID>> {
        BulksInto(BulkFormatBuilder<IN, ?, ?> other, BucketAssigner<IN, ID> assigner) {
            super(other, assigner, OnCheckpointRollingPolicy.build());
        }
    }
}
