package io.yarnflink.connectors.files;

import io.yarnflink.api.connector.sink.CommittingSinkWriter;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.operators.ProcessingTimeService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one subtask's part files, one at a time in each bucket, under hidden names; one thread. */
final class FileWriter<IN>
        implements CommittingSinkWriter<IN, FileSinkCommittable>, ProcessingTimeService.ProcessingTimeCallback {
    private final FileSink.Settings<IN> settings;
    private final FileSystem fileSystem;
    private final ProcessingTimeService time;
    private final String uid;
    private final Map<String, PartFile<IN>> open = new LinkedHashMap<>();
    private final List<FileSinkCommittable> complete = new ArrayList<>();
    private long parts;
    private boolean ended;

    /** Creates the folder, so that one that cannot be written is found before the first record. */
    FileWriter(FileSink.Settings<IN> settings, ProcessingTimeService time, String uid) throws IOException {
        this.settings = settings;
        this.time = time;
        this.uid = uid;
        try {
            fileSystem = settings.folder().getFileSystem();
            fileSystem.mkdirs(settings.folder());
        } catch (IOException e) {
            throw new IOException(
                    "output folder cannot be written: " + settings.folder() + " (" + e.getMessage() + ")", e);
        }
        checkLater();
    }

    private void checkLater() {
        time.registerTimer(time.getCurrentProcessingTime() + settings.bucketCheckMillis(), this);
    }

    @Override
    public void write(IN element, Context context) throws IOException {
        long now = time.getCurrentProcessingTime();
        String bucket = settings.assigner().getBucketId(element, new RecordTime(now, context));
        PartFile<IN> part = open.get(bucket);
        if (part != null && settings.rolling().shouldRollOnEvent(part, element)) {
            end(bucket);
            part = null;
        }
        if (part == null) {
            part = begin(bucket, now);
        }
        part.write(element, now);
    }

    private PartFile<IN> begin(String bucket, long now) throws IOException {
        Path folder = bucket.isEmpty() ? settings.folder() : new Path(settings.folder(), bucket);
        OutputFileConfig names = settings.names();
        String name = names.getPartPrefix() + "-" + uid + "-" + parts++ + names.getPartSuffix();
        FileSinkCommittable file =
                new FileSinkCommittable(new Path(folder, "." + name + ".inprogress"), new Path(folder, name));
        fileSystem.mkdirs(folder);
        PartFile<IN> part = new PartFile<>(
                bucket,
                file,
                settings.format().open(fileSystem.create(file.pending(), FileSystem.WriteMode.OVERWRITE)),
                now);
        open.put(bucket, part);
        return part;
    }

    private void end(String bucket) throws IOException {
        PartFile<IN> part = open.get(bucket);
        if (part != null) {
            complete.add(part.finish());
            open.remove(bucket);
        }
    }

    @Override
    public void onProcessingTime(long now) throws IOException {
        for (PartFile<IN> part : List.copyOf(open.values())) {
            if (settings.rolling().shouldRollOnProcessingTime(part, now)) {
                end(part.getBucketId());
            }
        }
        checkLater();
    }

    @Override
    public void flush(boolean endOfInput) {
        ended |= endOfInput;
    }

    @Override
    public Collection<FileSinkCommittable> prepareCommit() throws IOException {
        for (PartFile<IN> part : List.copyOf(open.values())) {
            if (ended || settings.rolling().shouldRollOnCheckpoint(part)) {
                end(part.getBucketId());
            }
        }
        List<FileSinkCommittable> prepared = List.copyOf(complete);
        complete.clear();
        return prepared;
    }

    /** What was not handed over to be committed is nobody's. */
    @Override
    public void close() throws IOException {
        for (FileSinkCommittable file : complete) {
            fileSystem.delete(file.pending(), false);
        }
        complete.clear();
        for (PartFile<IN> part : List.copyOf(open.values())) {
            part.abandon();
        }
        open.clear();
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
