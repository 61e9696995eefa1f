package io.yarnflink.connectors.files;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.connector.sink.StatefulSinkWriter;
import io.yarnflink.api.operators.ProcessingTimeService;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes part files for {@link FileSink}, whose time is checked regularly; one thread. */
final class FileWriter<IN>
        implements CommittingSinkWriter<IN, FileSinkCommittable>,
                StatefulSinkWriter<IN, FileWriterState>,
                ProcessingTimeService.ProcessingTimeCallback {
    private final PartFiles<IN, String> parts;
    private final ProcessingTimeService time;
    private final long checkMillis;
    private boolean ended;

    FileWriter(BucketsBuilder.Settings<IN, String> settings, JobID job, ProcessingTimeService time, String uid)
            throws IOException {
        parts = new PartFiles<>(settings, job, uid);
        this.time = time;
        checkMillis = settings.bucketCheckMillis();
        checkLater();
    }

    /** Goes on from what others had open. */
    void recover(Collection<FileWriterState> states) throws IOException {
        for (FileWriterState state : states) {
            for (OpenPartFile part : state.parts()) {
                parts.recover(part);
            }
        }
    }

    private void checkLater() {
        time.registerTimer(time.getCurrentProcessingTime() + checkMillis, this);
    }

    @Override
    public void write(IN element, Context context) throws IOException {
        parts.write(element, new RecordTime(time.getCurrentProcessingTime(), context));
    }

    @Override
    public void onProcessingTime(long now) throws IOException {
        parts.rollByTime(now);
        checkLater();
    }

    @Override
    public void flush(boolean endOfInput) {
        ended |= endOfInput;
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        return parts.prepareCommit(ended);
    }

    @Override
    public List<FileWriterState> snapshotState(long checkpointId) throws IOException {
        List<OpenPartFile> open = parts.openParts();
        return open.isEmpty() ? List.of() : List.of(new FileWriterState(open));
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }

    /** What a bucket assigner is told. */
    private record RecordTime(long currentProcessingTime, Context context) implements BucketAssigner.Context {
        @Override
        public long currentWatermark() {
            return context.currentWatermark();
        }

        @Override
        public @Nullable Long timestamp() {
            return context.timestamp();
        }
    }
}
