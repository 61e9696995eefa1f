package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.PositionAware;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.metrics.SourceReaderMetricGroup;
import io.yarnflink.api.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceReaderTest {
    @TempDir
    java.nio.file.Path folder;

    private final ManualContext context = new ManualContext();
    private final List<String> lines = new ArrayList<>();
    private final ReaderOutput<String> output = new TakenRecords<>(lines::add);

    private SourceReader<String, FileSourceSplit> reader(double recordsPerSecond) {
        FileSource.FileSourceBuilder<String> builder =
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), new Path("/unused"));
        if (Double.isFinite(recordsPerSecond)) {
            builder.setRecordsPerSecond(recordsPerSecond);
        }
        return builder.build().createReader(context);
    }

    private FileSourceSplit whole(String name) throws IOException {
        java.nio.file.Path file = folder.resolve(name);
        return new FileSourceSplit(name, new Path(file.toString()), 0, Files.size(file), List.of());
    }

    private void drain(SourceReader<String, FileSourceSplit> reader) throws Exception {
        while (reader.pollNext(output) == InputStatus.MORE_AVAILABLE) {}
    }

    @Test
    void restoredSplitsAreReadBeforeAnotherOneIsAskedFor() throws Exception {
        Files.writeString(folder.resolve("a"), "1\n2\n");
        SourceReader<String, FileSourceSplit> reader = reader(Double.POSITIVE_INFINITY);
        reader.addSplits(List.of(whole("a")));
        reader.start();
        assertThat(reader.isAvailable()).isDone();
        assertThat(context.requests).isZero();
        drain(reader);
        assertThat(lines).containsExactly("1", "2");
        assertThat(context.requests).isEqualTo(1);
    }

    @Test
    void asksForASplitAtTheStartAndAfterEachSplitUntilThereIsNoMore() throws Exception {
        Files.writeString(folder.resolve("a"), "1\n2\n");
        Files.writeString(folder.resolve("b"), "3\n");
        SourceReader<String, FileSourceSplit> reader = reader(Double.POSITIVE_INFINITY);
        reader.start();
        assertThat(context.requests).isEqualTo(1);
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
        assertThat(reader.isAvailable()).isNotDone();
        reader.addSplits(List.of(whole("a")));
        assertThat(reader.isAvailable()).isDone();
        drain(reader);
        assertThat(context.requests).isEqualTo(2);
        reader.addSplits(List.of(whole("b")));
        drain(reader);
        assertThat(context.requests).isEqualTo(3);
        reader.notifyNoMoreSplits();
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        assertThat(lines).containsExactly("1", "2", "3");
    }

    @Test
    void itKnowsTheFileAndTheByteOfTheRecordItEmits() throws Exception {
        Files.writeString(folder.resolve("a"), "one\ntwo\n");
        SourceReader<String, FileSourceSplit> reader = reader(Double.POSITIVE_INFINITY);
        PositionAware positions = (PositionAware) reader;
        reader.start();
        assertThat(positions.currentPosition()).isEmpty();
        reader.addSplits(List.of(whole("a")));
        List<String> seen = new ArrayList<>();
        reader.pollNext(new TakenRecords<>(record -> seen.add(positions.currentPosition())));
        Path file = whole("a").path();
        assertThat(seen).containsExactly(file + " at byte 0", file + " at byte 4");
    }

    @Test
    void gzipFilesAreDecompressedAlsoWhenTheyHaveSeveralMembers() throws Exception {
        try (var file = Files.newOutputStream(folder.resolve("a.gz"))) {
            for (String member : List.of("one\ntw", "o\nthree")) {
                GZIPOutputStream gzip = new GZIPOutputStream(file);
                gzip.write(member.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                gzip.finish();
            }
        }
        SourceReader<String, FileSourceSplit> reader = reader(Double.POSITIVE_INFINITY);
        reader.start();
        reader.addSplits(List.of(whole("a.gz")));
        reader.notifyNoMoreSplits();
        drain(reader);
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void aRateLimitLetsThroughWhatTheClockAllows() throws Exception {
        Files.writeString(folder.resolve("a"), "x\n".repeat(5_000));
        SourceReader<String, FileSourceSplit> reader = reader(100);
        reader.start();
        reader.addSplits(List.of(whole("a")));
        for (int second = 0; second < 100; second++) {
            context.nanos += 100_000_000;
            drain(reader);
        }
        assertThat(lines).hasSizeBetween(990, 1_001);
        assertThat(context.delay).isPositive();
    }

    @Test
    void anUnfinishedSplitIsSnapshotFromItsNextRecordOn() throws Exception {
        Files.writeString(folder.resolve("a"), "x\n".repeat(1_000));
        SourceReader<String, FileSourceSplit> reader = reader(Double.POSITIVE_INFINITY);
        reader.start();
        reader.addSplits(List.of(whole("a")));
        assertThat(reader.pollNext(output)).isEqualTo(InputStatus.MORE_AVAILABLE);
        int before = lines.size();
        List<FileSourceSplit> open = reader.snapshotState(1);
        SourceReader<String, FileSourceSplit> restored = reader(Double.POSITIVE_INFINITY);
        restored.addSplits(open);
        restored.notifyNoMoreSplits();
        drain(restored);
        assertThat(before).isLessThan(1_000);
        assertThat(lines).hasSize(1_000);
    }

    /** A task's context whose time stands still until told. */
    private static final class ManualContext implements SourceReaderContext {
        private int requests;
        private long nanos;
        private Duration delay = Duration.ZERO;

        @Override
        public SourceReaderMetricGroup metricGroup() {
            throw new AssertionError("nothing here has metrics");
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            return getClass()::getClassLoader;
        }

        @Override
        public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
            throw new AssertionError("readers of files tell nothing");
        }

        @Override
        public String getLocalHostName() {
            return "localhost";
        }

        @Override
        public int getIndexOfSubtask() {
            return 0;
        }

        @Override
        public int currentParallelism() {
            return 1;
        }

        @Override
        public void sendSplitRequest() {
            requests++;
        }

        @Override
        public Clock clock() {
            return new Clock() {
                @Override
                public long wallMillis() {
                    return nanos / 1_000_000;
                }

                @Override
                public long nanos() {
                    return nanos;
                }
            };
        }

        @Override
        public CompletableFuture<Void> delay(Duration wanted) {
            delay = wanted;
            return new CompletableFuture<>();
        }
    }
}
