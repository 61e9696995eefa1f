package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.MemorySize;
import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    @TempDir
    java.nio.file.Path folder;

    private static final JobID JOB = new JobID(1, 2);
    private static final String WRITER = "0123-3";
    private static final String PENDING = ".pending/" + JOB + "/" + WRITER + "/";

    private final ManualTime time = new ManualTime();

    private FileWriter<String> writer(String name) throws IOException {
        return writer(FileSink.<String>forRowFormat(path(name), new SimpleStringEncoder<>())
                .withBucketAssigner(new BasePathBucketAssigner<>()));
    }

    private FileWriter<String> writer(BucketsBuilder<String, String, ?> builder) throws IOException {
        return new FileWriter<>(builder.settings(), JOB, time, WRITER);
    }

    private Path path(String name) {
        return new Path(folder.resolve(name).toString());
    }

    /** All files below a folder. */
    private List<String> names(String name) throws IOException {
        java.nio.file.Path root = folder.resolve(name);
        try (Stream<java.nio.file.Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static final io.yarnflink.api.connector.sink.SinkWriter.Context NO_TIME =
            new io.yarnflink.api.connector.sink.SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                public @org.jspecify.annotations.Nullable Long timestamp() {
                    return null;
                }
            };

    private static void commit(FileWriter<String> writer) throws IOException {
        new FileCommitter()
                .commit(writer.prepareCommit().stream()
                        .<Committer.CommitRequest<FileSinkCommittable>>map(TestRequest::new)
                        .toList());
    }

    @Test
    void aPartFileBecomesVisibleWhenItIsCommitted() throws Exception {
        FileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        writer.write("b", NO_TIME);
        writer.flush(false);
        assertThat(names("out")).containsExactly(PENDING + "part-0123-3-0");
        writer.flush(true);
        var prepared = writer.prepareCommit();
        writer.close();
        assertThat(names("out")).containsExactly(PENDING + "part-0123-3-0");
        var serializer = FileSink.forRowFormat(path("out"), new SimpleStringEncoder<>())
                .build()
                .getCommittableSerializer();
        FileSinkCommittable file = prepared.iterator().next();
        FileSinkCommittable traveled = serializer.deserialize(serializer.getVersion(), serializer.serialize(file));
        assertThat(traveled).isEqualTo(file);
        TestRequest request = new TestRequest(traveled);
        new FileCommitter().commit(List.of(request));
        assertThat(names("out")).containsExactly("part-0123-3-0");
        assertThat(folder.resolve("out/part-0123-3-0")).hasContent("a\nb\n");
        new FileCommitter().commit(List.of(request));
        assertThat(request.committedBefore).as("once more does no harm").isTrue();
    }

    @Test
    void whatIsNotCommittedIsLetGo() throws Exception {
        FileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        writer.close();
        assertThat(names("out")).isEmpty();
        FileWriter<String> prepared = writer("out");
        prepared.write("a", NO_TIME);
        prepared.flush(true);
        var files = prepared.prepareCommit();
        assertThat(names("out")).hasSize(1);
        try (FileCommitter committer = new FileCommitter()) {
            committer.discard(files);
        }
        assertThat(names("out")).isEmpty();
    }

    private FileWriter<String> restored(FileWriterState... states) throws IOException {
        FileWriterStateSerializer serializer = new FileWriterStateSerializer();
        List<FileWriterState> traveled = new ArrayList<>();
        for (FileWriterState state : states) {
            traveled.add(serializer.deserialize(serializer.getVersion(), serializer.serialize(state)));
        }
        FileWriter<String> writer = new FileWriter<>(
                FileSink.<String>forRowFormat(path("out"), new SimpleStringEncoder<>())
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .settings(),
                JOB,
                time,
                "4567-0");
        writer.recover(traveled);
        return writer;
    }

    @Test
    void aPartFileThatWasOpenAtACheckpointEndsThereInWhoeverGoesOnFromIt() throws Exception {
        FileWriter<String> lost = writer("out");
        lost.write("a", NO_TIME);
        lost.flush(false);
        assertThat(lost.prepareCommit()).isEmpty();
        FileWriterState state = lost.snapshotState(1).get(0);
        lost.write("after the checkpoint", NO_TIME);
        lost.flush(true);
        lost.close();
        FileWriter<String> writer = restored(state);
        writer.write("b", NO_TIME);
        writer.flush(true);
        commit(writer);
        writer.close();
        assertThat(folder.resolve("out/part-4567-0-0")).hasContent("a\n");
        assertThat(folder.resolve("out/part-4567-0-1")).hasContent("b\n");
        assertThat(names("out"))
                .as("the checkpoint can be restored once more")
                .containsExactly(PENDING + "part-0123-3-0", "part-4567-0-0", "part-4567-0-1");
        PartFiles.cleanUp(path("out"), JOB);
        assertThat(names("out")).containsExactly("part-4567-0-0", "part-4567-0-1");
        assertThat(folder.resolve("out/.pending")).doesNotExist();
    }

    @Test
    void aPartFileThatWasCommittedAfterACheckpointIsStillFoundByIt() throws Exception {
        FileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        FileWriterState state = writer.snapshotState(1).get(0);
        writer.write("b", NO_TIME);
        writer.flush(true);
        commit(writer);
        writer.close();
        FileWriter<String> again = restored(state);
        again.flush(true);
        commit(again);
        again.close();
        assertThat(folder.resolve("out/part-0123-3-0")).hasContent("a\nb\n");
        assertThat(folder.resolve("out/part-4567-0-0")).hasContent("a\n");
    }

    @Test
    void aFileThatChangedBeforeItsCommitIsNamed() throws Exception {
        FileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        writer.flush(true);
        FileSinkCommittable file = writer.prepareCommit().iterator().next();
        assertThat(file.length()).isEqualTo(2);
        Files.writeString(folder.resolve("out/" + PENDING + "part-0123-3-0"), "torn");
        assertThatThrownBy(() -> new FileCommitter().commit(List.of(new TestRequest(file))))
                .hasMessageContaining("has 4 bytes, it had 2 when it was complete");
    }

    @Test
    void committablesOfTheFirstVersionAreStillRead() throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        var out = new java.io.DataOutputStream(bytes);
        out.writeUTF("/out/.a");
        out.writeUTF("/out/a");
        assertThat(new FileSinkCommittableSerializer().deserialize(1, bytes.toByteArray()))
                .isEqualTo(new FileSinkCommittable(new Path("/out/.a"), new Path("/out/a"), -1));
        assertThatThrownBy(() -> new FileSinkCommittableSerializer().deserialize(9, new byte[0]))
                .hasMessageContaining("of version 9 cannot be read, only up to version 2");
    }

    @Test
    void aSubtaskWithoutRecordsLeavesNoEmptyFile() throws Exception {
        FileWriter<String> writer = writer("out");
        writer.flush(true);
        assertThat(writer.prepareCommit()).isEmpty();
        writer.close();
        assertThat(names("out")).isEmpty();
    }

    @Test
    void partFilesRollWhenTheyAreLargeOldOrIdleAndAreNamedAsTold() throws Exception {
        RollingPolicy<String, String> policy = DefaultRollingPolicy.builder()
                .withMaxPartSize(3)
                .withRolloverInterval(Duration.ofSeconds(10))
                .withInactivityInterval(Duration.ofSeconds(4))
                .build();
        FileWriter<String> writer = writer(FileSink.<String>forRowFormat(path("out"), new SimpleStringEncoder<>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(policy)
                .withBucketCheckInterval(1_000)
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("rows")
                        .withPartSuffix(".txt")
                        .build()));
        writer.write("abcd", NO_TIME);
        writer.write("next", NO_TIME);
        time.advance(3_000);
        writer.write("", NO_TIME);
        time.advance(4_000);
        writer.write("z", NO_TIME);
        commit(writer);
        assertThat(names("out"))
                .as("the last is not yet large enough for a checkpoint")
                .containsExactly(
                        PENDING + "rows-0123-3-3.txt", "rows-0123-3-0.txt", "rows-0123-3-1.txt", "rows-0123-3-2.txt");
        writer.flush(true);
        commit(writer);
        assertThat(names("out")).hasSize(4).allMatch(name -> name.endsWith(".txt"));
        writer.close();
    }

    @Test
    void recordsGoIntoTheBucketOfTheirTimeOrOfTheAssigner() throws Exception {
        time.now = Instant.parse("2026-03-01T05:59:59Z").toEpochMilli();
        FileWriter<String> writer = writer(FileSink.<String>forRowFormat(path("out"), new SimpleStringEncoder<>())
                .withBucketAssigner(new DateTimeBucketAssigner<>(ZoneOffset.UTC)));
        writer.write("a", NO_TIME);
        time.advance(1_000);
        writer.write("b", NO_TIME);
        writer.flush(true);
        commit(writer);
        assertThat(names("out")).containsExactly("2026-03-01--05/part-0123-3-0", "2026-03-01--06/part-0123-3-1");
        assertThat(new DateTimeBucketAssigner<String>("yyyy", ZoneOffset.UTC).getBucketId("a", new Bucketed()))
                .isEqualTo("1970");
        assertThat(new DateTimeBucketAssigner<String>("yy").getBucketId("a", new Bucketed()))
                .isEqualTo("70");
        assertThat(new DateTimeBucketAssigner<String>())
                .hasToString("DateTimeBucketAssigner{formatString='yyyy-MM-dd--HH', zoneId="
                        + java.time.ZoneId.systemDefault() + "}");
        BasePathBucketAssigner<String> base = new BasePathBucketAssigner<>();
        assertThat(base.getBucketId("a", new Bucketed())).isEmpty();
        assertThat(base).hasToString("BasePathBucketAssigner");
        SimpleVersionedSerializer<String> serializer = base.getSerializer();
        assertThat(serializer).isSameAs(new DateTimeBucketAssigner<String>().getSerializer());
        assertThat(serializer.deserialize(serializer.getVersion(), serializer.serialize("é")))
                .isEqualTo("é");
        assertThatThrownBy(() -> serializer.deserialize(9, new byte[0])).hasMessageContaining("version 9");
    }

    @Test
    void bulkFilesEndWithTheirWritersLastWord() throws Exception {
        FileWriter<String> writer = writer(FileSink.<String>forBulkFormat(path("out"), Framed::new)
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build()));
        writer.write("a", NO_TIME);
        writer.write("b", NO_TIME);
        time.advance(600_000);
        commit(writer);
        assertThat(folder.resolve("out/part-0123-3-0")).hasContent("<ab>");
        writer.write("c", NO_TIME);
        writer.close();
        assertThat(names("out")).containsExactly("part-0123-3-0");
    }

    @Test
    void policiesTellWhatTheyAre() throws Exception {
        DefaultRollingPolicy<String, String> policy = DefaultRollingPolicy.create()
                .withMaxPartSize(new MemorySize(7))
                .withRolloverInterval(8)
                .withInactivityInterval(9)
                .build();
        assertThat(policy.getMaxPartSize() + " " + policy.getRolloverInterval() + " " + policy.getInactivityInterval())
                .isEqualTo("7 8 9");
        PartFileInfo<String> part = new PartFile<>("b", new PartNames(path("x"), path("y")), new NoContent(), 100);
        assertThat(part.getBucketId() + part.getCreationTime() + part.getLastUpdateTime() + part.getSize())
                .isEqualTo("b1001008");
        assertThat(policy.shouldRollOnCheckpoint(part)).isTrue();
        assertThat(policy.shouldRollOnEvent(part, "a")).isTrue();
        assertThat(policy.shouldRollOnProcessingTime(part, 107)).isFalse();
        assertThat(policy.shouldRollOnProcessingTime(part, 108)).isTrue();
        OnCheckpointRollingPolicy<String, String> checkpoints = OnCheckpointRollingPolicy.build();
        assertThat(checkpoints.shouldRollOnCheckpoint(part)).isTrue();
        assertThat(checkpoints.shouldRollOnEvent(part, "a")).isFalse();
        assertThat(checkpoints.shouldRollOnProcessingTime(part, Long.MAX_VALUE)).isFalse();
        assertThatThrownBy(() -> DefaultRollingPolicy.builder().withMaxPartSize(0))
                .hasMessage("the part size must be above 0, was 0");
        assertThat(new Hourly().build().shouldRollOnEvent(part, "a")).isTrue();
        OutputFileConfig names = new OutputFileConfig("p", "s");
        assertThat(names.getPartPrefix() + names.getPartSuffix()).isEqualTo("ps");
        assertThatThrownBy(() -> FileSink.forRowFormat(path("x"), new SimpleStringEncoder<>())
                        .withBucketCheckInterval(0))
                .hasMessageContaining("must be above 0 ms");
    }

    /** A policy with a builder of its own. */
    private static final class Hourly extends CheckpointRollingPolicy.PolicyBuilder<String, String, Hourly> {
        @Override
        public CheckpointRollingPolicy<String, String> build() {
            assertThat(self()).isSameAs(this);
            return new CheckpointRollingPolicy<>() {
                @Override
                public boolean shouldRollOnEvent(PartFileInfo<String> part, String element) {
                    return shouldRollOnCheckpoint(part);
                }

                @Override
                public boolean shouldRollOnProcessingTime(PartFileInfo<String> part, long currentTime) {
                    return false;
                }
            };
        }
    }

    private static final class NoContent implements PartFile.Content<String> {
        @Override
        public void write(String element) {}

        @Override
        public long size() {
            return 8;
        }

        @Override
        public void sync() {}

        @Override
        public void finish() {}

        @Override
        public void close() {}
    }

    /** Puts angle brackets around the records. */
    private record Framed(OutputStream out) implements BulkWriter<String> {
        Framed {
            try {
                out.write('<');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void addElement(String element) throws IOException {
            out.write(element.charAt(0));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void finish() throws IOException {
            out.write('>');
        }
    }

    private record Bucketed() implements BucketAssigner.Context {
        @Override
        public long currentProcessingTime() {
            return 1_000_000_000;
        }

        @Override
        public long currentWatermark() {
            return 0;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }

    /** The time as the test has it. */
    private static final class ManualTime implements ProcessingTimeService {
        private final TreeMap<Long, ProcessingTimeCallback> timers = new TreeMap<>();
        private long now;

        void advance(long millis) throws Exception {
            long until = now + millis;
            while (!timers.isEmpty() && timers.firstKey() <= until) {
                var due = timers.pollFirstEntry();
                now = due.getKey();
                due.getValue().onProcessingTime(now);
            }
            now = until;
        }

        @Override
        public long getCurrentProcessingTime() {
            return now;
        }

        @Override
        @SuppressWarnings("NullAway") // Nobody cancels it here.
        public ScheduledFuture<?> registerTimer(long timestamp, ProcessingTimeCallback target) {
            timers.put(timestamp, target);
            return null;
        }
    }

    private static final class TestRequest implements Committer.CommitRequest<FileSinkCommittable> {
        private final FileSinkCommittable file;
        private boolean committedBefore;

        TestRequest(FileSinkCommittable file) {
            this.file = file;
        }

        @Override
        public FileSinkCommittable getCommittable() {
            return file;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable t) {}

        @Override
        public void signalFailedWithUnknownReason(Throwable t) {}

        @Override
        public void retryLater() {}

        @Override
        public void updateAndRetryLater(FileSinkCommittable committable) {}

        @Override
        public void signalAlreadyCommitted() {
            committedBefore = true;
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedBeforeTheFirstRecord() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> writer("file/out"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("output folder cannot be written: " + folder.resolve("file/out"));
    }

    @Test
    void relativePathsMeanTheProgramsWorkingDirectory() {
        assertThat(LocalPaths.absolute(new Path("data/in")).getPath())
                .isEqualTo(java.nio.file.Path.of("data/in").toAbsolutePath().toString());
        assertThat(LocalPaths.absolute(new Path("hdfs://host/in")).toString()).isEqualTo("hdfs://host/in");
    }
}
