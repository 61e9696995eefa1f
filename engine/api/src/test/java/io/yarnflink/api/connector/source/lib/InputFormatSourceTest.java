package io.yarnflink.api.connector.source.lib;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.io.DefaultInputSplitAssigner;
import io.yarnflink.api.common.io.GenericInputFormat;
import io.yarnflink.api.common.io.NonParallelInput;
import io.yarnflink.api.common.io.TextInputFormat;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.io.GenericInputSplit;
import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.InputSplitAssigner;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Formats are read split by split and go on from checkpoints. */
class InputFormatSourceTest {
    @TempDir
    Path folder;

    /** The numbers below 5000 that leave a split's number as their rest. */
    private static class Numbers extends GenericInputFormat<Long> {
        private long next;

        @Override
        public void open(GenericInputSplit split) throws IOException {
            super.open(split);
            next = partitionNumber;
            assertThat(split.getTotalNumberOfSplits()).isGreaterThan(partitionNumber);
        }

        @Override
        public boolean reachedEnd() {
            return next >= 5_000;
        }

        @Override
        public Long nextRecord(Long reuse) {
            long number = next;
            next += 2;
            return number;
        }
    }

    private static final class Alone extends Numbers implements NonParallelInput {}

    private static List<Long> numbers(int below, int step) {
        return LongStream.range(0, below).filter(n -> n % step == 0).boxed().toList();
    }

    @Test
    void aFormatThatCannotTellItsPlaceIsReadAgainUpToIt() throws Exception {
        var source = InputFormatSource.once(new Alone(), LongSerializer.INSTANCE);
        var reading = new ReadSplits<>(source, 1);
        List<Long> emitted = new java.util.ArrayList<>();
        boolean more = true;
        while (more) {
            more = reading.pollAll();
            emitted.addAll(reading.emitted());
            reading = reading.restored();
        }
        assertThat(emitted).isEqualTo(numbers(5_000, 2));
        GenericInputSplit[] splits = new Numbers().createInputSplits(2);
        assertThat(splits).hasSize(2);
        assertThat(splits[1])
                .isEqualTo(new GenericInputSplit(1, 2))
                .isNotEqualTo(splits[0])
                .hasSameHashCodeAs(new GenericInputSplit(1, 2))
                .hasToString("GenericSplit (1/2)");
        assertThat(new Alone().createInputSplits(2)).hasSize(1);
    }

    @Test
    void aFileGoesOnAtTheRecordBehindTheLastOne() throws Exception {
        List<String> lines =
                IntStream.range(0, 3_000).mapToObj(n -> "line " + n).toList();
        Files.write(folder.resolve("in"), lines);
        TextInputFormat format = new TextInputFormat(
                new io.yarnflink.api.fs.Path(folder.resolve("in").toString()));
        format.setNumSplits(3);
        var reading = new ReadSplits<>(InputFormatSource.once(format, StringSerializer.INSTANCE), 1);
        List<String> emitted = new java.util.ArrayList<>();
        boolean more = true;
        while (more) {
            more = reading.pollAll();
            emitted.addAll(reading.emitted());
            reading = reading.restored();
        }
        assertThat(emitted).isEqualTo(lines);
    }

    @Test
    void splitsThatWereNotMadeYetAtACheckpointAreMadeAfterTheRestore() throws Exception {
        var source = InputFormatSource.once(new Alone(), LongSerializer.INSTANCE);
        var beforeTheStart =
                source.createEnumerator(new ReadSplits<>(source, 1)).snapshotState(1);
        var reading = new ReadSplits<>(source, 1, beforeTheStart, Map.of());
        reading.pollToTheEnd();
        assertThat(reading.emitted()).isEqualTo(numbers(5_000, 2));
    }

    /** All splits are for subtask 1. */
    private static final class ForTheSecond extends Numbers {
        @Override
        public InputSplitAssigner getInputSplitAssigner(GenericInputSplit[] splits) {
            return new DefaultInputSplitAssigner(splits) {
                @Override
                public @Nullable InputSplit getNextInputSplit(String host, int taskId) {
                    return taskId == 1 ? super.getNextInputSplit(host, taskId) : null;
                }
            };
        }
    }

    @Test
    void splitsThatAnAssignerKeepsFromOneSubtaskAreReadByAnother() throws Exception {
        var reading = new ReadSplits<>(InputFormatSource.once(new ForTheSecond(), LongSerializer.INSTANCE), 2);
        reading.pollToTheEnd();
        assertThat(reading.emittedBy(0)).isEmpty();
        assertThat(reading.emittedBy(1)).containsExactlyInAnyOrderElementsOf(numbers(5_000, 1));
    }

    /** One of the files is moved away as they have been listed. */
    private final class Vanishing extends TextInputFormat {
        Vanishing() {
            super(new io.yarnflink.api.fs.Path(folder.toString()));
        }

        @Override
        public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
            FileInputSplit[] splits = super.createInputSplits(minNumSplits);
            Files.deleteIfExists(folder.resolve("moved"));
            return splits;
        }
    }

    @Test
    void aFileThatIsMovedAwayWhileFoldersAreWatchedIsPassedOver() throws Exception {
        Files.writeString(folder.resolve("moved"), "gone");
        Files.writeString(folder.resolve("stays"), "here");
        var source = InputFormatSource.continuously(new Vanishing(), StringSerializer.INSTANCE, Duration.ofSeconds(1));
        var reading = new ReadSplits<>(source, 1);
        assertThat(reading.pollAll()).isTrue();
        assertThat(reading.emitted()).containsExactly("here");
    }
}
