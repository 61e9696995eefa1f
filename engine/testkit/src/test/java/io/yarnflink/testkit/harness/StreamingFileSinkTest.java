package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.serialization.BulkWriter;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.BucketAssigner;
import io.yarnflink.connectors.files.DateTimeBucketAssigner;
import io.yarnflink.connectors.files.DefaultRollingPolicy;
import io.yarnflink.connectors.files.OnCheckpointRollingPolicy;
import io.yarnflink.connectors.files.OutputFileConfig;
import io.yarnflink.connectors.files.StreamingFileSink;
import io.yarnflink.testkit.harness.operators.StreamSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Part files end, appear and come back as the checkpoints have it. */
class StreamingFileSinkTest {
    @TempDir
    Path folder;

    private io.yarnflink.api.fs.Path out() {
        return new io.yarnflink.api.fs.Path(folder.resolve("out").toString());
    }

    private StreamingFileSink.DefaultRowFormatBuilder<String> rows() {
        return StreamingFileSink.forRowFormat(out(), new SimpleStringEncoder<String>())
                .withBucketAssigner(new BasePathBucketAssigner<>());
    }

    private static OneInputStreamOperatorTestHarness<String, Void> open(
            StreamingFileSink<String> sink, OperatorSubtaskState... restored) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(sink));
        for (OperatorSubtaskState state : restored) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder.resolve("out"))) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** What stands in the visible part files, a text for each file. */
    private List<String> visible() throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files()) {
            if (!isHidden(file)) {
                contents.add(Files.readString(file));
            }
        }
        return contents;
    }

    private static boolean isHidden(Path file) {
        return file.toString().contains("/.pending/");
    }

    private int hidden() throws IOException {
        return files().size() - visible().size();
    }

    @Test
    void aPartFileAppearsWhenTheCheckpointIsCompleteThatFollowsItsEnd() throws Exception {
        StreamingFileSink<String> sink =
                rows().withRollingPolicy(OnCheckpointRollingPolicy.build()).build();
        try (var harness = open(sink)) {
            harness.processElement("a");
            harness.processElement("b");
            harness.snapshot(1, 0);
            harness.processElement("c");
            assertThat(visible()).isEmpty();
            harness.notifyOfAbortedCheckpoint(1);
            assertThat(visible()).isEmpty();
            harness.snapshot(2, 0);
            harness.processElement("d");
            harness.notifyOfCompletedCheckpoint(2);
            assertThat(visible()).containsExactly("a\nb\n", "c\n");
            harness.snapshot(3, 0);
            harness.notifyOfCompletedCheckpoint(2);
            assertThat(visible()).hasSize(2);
        }
        assertThat(hidden()).as("the third checkpoint may be complete").isEqualTo(1);
    }

    @Test
    void whatNoCheckpointHoldsIsDeletedOnClose() throws Exception {
        try (var harness = open(rows().build())) {
            harness.processElement("a");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void partFilesGoOnAfterCheckpointsWhereThePolicySaysSo() throws Exception {
        OperatorSubtaskState state;
        StreamingFileSink<String> sink = rows().withRollingPolicy(
                        DefaultRollingPolicy.builder().withMaxPartSize(9).build())
                .build();
        try (var harness = open(sink)) {
            harness.processElement("one");
            harness.snapshot(1, 0);
            harness.notifyOfCompletedCheckpoint(1);
            assertThat(visible()).isEmpty();
            harness.processElement("two");
            harness.processElement("three");
            harness.processElement("four");
            state = harness.snapshot(2, 0);
            harness.notifyOfCompletedCheckpoint(2);
            assertThat(visible()).containsExactly("one\ntwo\nthree\n");
            harness.processElement("lost with the task");
        }
        for (int restore = 0; restore < 2; restore++) {
            try (var harness = open(rows().build(), state)) {
                assertThat(harness.getOutput()).isEmpty();
            }
        }
        try (var harness = open(rows().build(), state)) {
            harness.processElement("four and a half");
            harness.endInput();
            harness.snapshot(3, 0);
            harness.notifyOfCompletedCheckpoint(3);
        }
        assertThat(visible()).containsExactlyInAnyOrder("one\ntwo\nthree\n", "four\n", "four and a half\n");
        for (Path hidden :
                files().stream().filter(StreamingFileSinkTest::isHidden).toList()) {
            Files.delete(hidden);
            try (Stream<Path> others = Files.list(hidden.getParent())) {
                if (others.findAny().isEmpty()) {
                    Files.delete(hidden.getParent());
                }
            }
        }
        assertThatThrownBy(() -> open(rows().build(), state))
                .hasMessageContaining("does not have the 5 bytes any more that the checkpoint holds of it");
    }

    @Test
    void aRestoreShowsWhatItsCheckpointHadEnded() throws Exception {
        OperatorSubtaskState state;
        try (var harness =
                open(rows().withRollingPolicy(OnCheckpointRollingPolicy.build()).build())) {
            harness.processElement("a");
            state = harness.snapshot(1, 0);
        }
        assertThat(visible()).isEmpty();
        open(rows().build(), state).close();
        assertThat(visible()).containsExactly("a\n");
        open(rows().build(), state).close();
        assertThat(visible()).as("once more changes nothing").containsExactly("a\n");
        assertThat(hidden()).isZero();
    }

    @Test
    void partFilesEndByTimeAsRecordsComeAndAtCheckpoints() throws Exception {
        StreamingFileSink<String> sink = rows().withBucketCheckInterval(10)
                .withRollingPolicy(
                        DefaultRollingPolicy.builder().withRolloverInterval(100).build())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("rows")
                        .withPartSuffix(".txt")
                        .build())
                .build();
        try (var harness = open(sink)) {
            harness.processElement("a");
            harness.setProcessingTime(99);
            harness.processElement("b");
            harness.setProcessingTime(109);
            harness.processElement("c");
            harness.snapshot(1, 300);
            harness.notifyOfCompletedCheckpoint(1);
        }
        assertThat(visible()).containsExactly("a\nb\n", "c\n");
        assertThat(files())
                .allMatch(file -> file.getFileName().toString().matches("rows-.*-\\d+\\.txt"), "prefix and suffix");
    }

    /** Buckets of numbers. */
    private static final class ByLength implements BucketAssigner<String, Integer> {
        @Override
        public Integer getBucketId(String element, Context context) {
            assertThat(context.currentProcessingTime()).isZero();
            assertThat(context.currentWatermark()).isEqualTo(5);
            assertThat(context.timestamp()).isEqualTo(7);
            return element.length();
        }

        @Override
        public SimpleVersionedSerializer<Integer> getSerializer() {
            throw new AssertionError("buckets are found again by their files");
        }
    }

    private record Joined(OutputStream out) implements BulkWriter<String> {
        @Override
        public void addElement(String element) throws IOException {
            out.write((element + "+").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void finish() throws IOException {
            out.write('!');
        }
    }

    @Test
    void bucketsMayBeOfAnyType() throws Exception {
        var rows = rows().withBucketCheckInterval(77)
                .withNewBucketAssignerAndPolicy(new ByLength(), OnCheckpointRollingPolicy.build());
        var bulks = StreamingFileSink.forBulkFormat(out(), (BulkWriter.Factory<String>) Joined::new)
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("bulk", ""))
                .withBucketCheckInterval(78)
                .withNewBucketAssigner(new ByLength());
        assertThat(rows.getBucketCheckInterval()).isEqualTo(77);
        assertThat(bulks.getBucketCheckInterval()).isEqualTo(78);
        for (StreamingFileSink<String> sink : List.of(rows.build(), bulks.build())) {
            try (var harness = open(sink)) {
                harness.processWatermark(5);
                for (String value : List.of("a", "bb", "cc")) {
                    harness.processElement(value, 7);
                }
                harness.snapshot(1, 0);
                harness.notifyOfCompletedCheckpoint(1);
            }
        }
        assertThat(visible()).containsExactlyInAnyOrder("a\n", "bb\ncc\n", "a+!", "bb+cc+!");
        assertThat(files())
                .extracting(file -> folder.relativize(file).toString().replaceFirst("-.*", ""))
                .containsExactlyInAnyOrder("out/1/part", "out/2/part", "out/1/bulk", "out/2/bulk");
    }

    /** Builders and the sink are open to subclasses. */
    private static final class Hourly extends StreamingFileSink<String> {
        Hourly(RowsBuilder builder) {
            super(builder, 5);
        }
    }

    private static final class RowsBuilder extends StreamingFileSink.RowFormatBuilder<String, String, RowsBuilder> {
        RowsBuilder(io.yarnflink.api.fs.Path path) {
            super(path, new SimpleStringEncoder<>(), new DateTimeBucketAssigner<>("yyyy", ZoneOffset.UTC));
        }

        @Override
        public StreamingFileSink<String> build() {
            return new Hourly(this);
        }
    }

    private static final class BulksBuilder extends StreamingFileSink.BulkFormatBuilder<String, String, BulksBuilder> {
        BulksBuilder(io.yarnflink.api.fs.Path path) {
            super(path, Joined::new, new DateTimeBucketAssigner<>("yyyy", ZoneOffset.UTC));
        }
    }

    @Test
    void aBoundedJobLeavesNoHiddenFileInItsBuckets() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);
        env.fromSequence(1, 100).map(String::valueOf).addSink(new RowsBuilder(out()).build());
        env.fromSequence(101, 200).map(String::valueOf).addSink(new BulksBuilder(out()).build());
        env.execute();
        assertThat(folder.resolve("out/.pending")).doesNotExist();
        assertThat(files())
                .allMatch(
                        file -> folder.relativize(file).toString().matches("out/\\d{4}/part-.*"),
                        "in the year's bucket");
        assertThat(visible().stream().flatMap(text -> Stream.of(text.split("[\n+!]+"))))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 200).mapToObj(String::valueOf).toList());
    }
}
