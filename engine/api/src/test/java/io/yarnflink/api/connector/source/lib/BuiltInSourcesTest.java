package io.yarnflink.api.connector.source.lib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.connector.source.lib.ElementsSource.ElementsSplit;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInSourcesTest {
    @ParameterizedTest
    @CsvSource({"1,1,1", "1,1,4", "0,9,3", "-5,5,2", "1,1000,1", "1,2047,4"})
    void aSequenceIsReadWholeAndOnceByAnyNumberOfReaders(long from, long to, int parallelism) throws Exception {
        ReadSplits<Long, ?, ?> reading = new ReadSplits<>(new NumberSequenceSource(from, to), parallelism);
        reading.pollToTheEnd();

        assertThat(reading.emitted())
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(from, to).boxed().toList());
    }

    @Test
    void aSequenceIsSharedEvenly() throws Exception {
        ReadSplits<Long, ?, ?> reading = new ReadSplits<>(new NumberSequenceSource(1, 100), 4);
        reading.pollToTheEnd();

        assertThat(IntStream.range(0, 4)
                        .map(subtask -> reading.emittedBy(subtask).size()))
                .containsOnly(25);
    }

    @Test
    void aSequenceMayEndAtTheLargestNumber() throws Exception {
        ReadSplits<Long, ?, ?> reading =
                new ReadSplits<>(new NumberSequenceSource(Long.MAX_VALUE - 2, Long.MAX_VALUE), 2);
        reading.pollToTheEnd();

        assertThat(reading.emitted()).containsExactlyInAnyOrder(Long.MAX_VALUE - 2, Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }

    @Test
    void aSequenceOfAllNumbersBegins() throws Exception {
        ReadSplits<Long, ?, ?> reading = new ReadSplits<>(new NumberSequenceSource(Long.MIN_VALUE, Long.MAX_VALUE), 1);
        reading.pollAll();

        assertThat(reading.emitted()).hasSize(256).startsWith(Long.MIN_VALUE, Long.MIN_VALUE + 1);
    }

    @Test
    void aSequenceContinuesAfterACheckpoint() throws Exception {
        ReadSplits<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> first =
                new ReadSplits<>(new NumberSequenceSource(1, 2_000), 2);
        first.pollAll();
        ReadSplits<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> second = first.restored();
        second.pollToTheEnd();

        assertThat(first.emitted()).hasSize(512);
        assertThat(LongStream.concat(
                                first.emitted().stream().mapToLong(Long::longValue),
                                second.emitted().stream().mapToLong(Long::longValue))
                        .sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2_000).boxed().toList());
    }

    @Test
    void aSequenceMayBeSplitInAnotherWay() throws Exception {
        var source = new NumberSequenceSource(3, 10) {
            @Override
            protected List<NumberSequenceSplit> splitNumberRange(long from, long to, int numSplits) {
                assertThat(super.splitNumberRange(from, to, numSplits))
                        .extracting(NumberSequenceSplit::from, NumberSequenceSplit::to)
                        .containsExactly(tuple(3L, 6L), tuple(7L, 10L));
                return List.of(new NumberSequenceSplit("all", getFrom() + 1, getTo()));
            }
        };
        assertThat(source.getFrom()).isEqualTo(3);
        assertThat(source.getTo()).isEqualTo(10);
        ReadSplits<Long, ?, ?> read = new ReadSplits<>(source, 2);
        read.pollToTheEnd();
        assertThat(read.emitted()).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void aSequenceThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> new NumberSequenceSource(2, 1))
                .hasMessage("the sequence ends at 1 before it begins at 2");
    }

    @Test
    void elementsComeInOrderFromOneReader() throws Exception {
        List<String> words = IntStream.range(0, 1_000).mapToObj(i -> "w" + i).toList();
        ReadSplits<String, ?, ?> reading = new ReadSplits<>(source(words), 3);
        reading.pollToTheEnd();

        assertThat(reading.emittedBy(0)).isEqualTo(words);
        assertThat(reading.emittedBy(1)).isEmpty();
    }

    @Test
    void noElementsAreAnEndAtOnce() throws Exception {
        ReadSplits<String, ?, ?> reading = new ReadSplits<>(source(List.of()), 1);
        reading.pollToTheEnd();

        assertThat(reading.emitted()).isEmpty();
    }

    @Test
    void elementsContinueAfterACheckpointWhereTheyWere() throws Exception {
        List<String> words = IntStream.range(0, 700).mapToObj(i -> "w" + i).toList();
        ReadSplits<String, ElementsSplit, Collection<ElementsSplit>> first = new ReadSplits<>(source(words), 1);
        first.pollAll();
        ReadSplits<String, ElementsSplit, Collection<ElementsSplit>> second = first.restored();
        second.pollToTheEnd();

        assertThat(second.emitted()).isEqualTo(words.subList(256, 700));
    }

    @Test
    void aSourceTravelsWithItsElements() throws Exception {
        byte[] bytes = UserCode.serialize(source(List.of("a", "b")), "The source");
        @SuppressWarnings("unchecked")
        ElementsSource<String> traveled =
                UserCode.deserialize(bytes, BuiltInSourcesTest.class.getClassLoader(), ElementsSource.class);
        ReadSplits<String, ?, ?> reading = new ReadSplits<>(traveled, 1);
        reading.pollToTheEnd();

        assertThat(reading.emitted()).containsExactly("a", "b");
    }

    @Test
    void splitsOfAnotherVersionAndBrokenListsAreRefused() {
        NumberSequenceSource source = new NumberSequenceSource(1, 2);

        assertThatThrownBy(() -> source.getSplitSerializer().deserialize(2, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessage("a split has version 2, this engine reads version 1");
        assertThatThrownBy(() -> source.getEnumeratorCheckpointSerializer()
                        .deserialize(1, new byte[] {0, 0, 0, 1, 0x7f, 0, 0, 0}))
                .isInstanceOf(IOException.class)
                .hasMessage("split 0 of 1 has 2130706432 bytes, but 0 are left");
    }

    private static ElementsSource<String> source(List<String> words) {
        return new ElementsSource<>(words, Types.STRING, new ExecutionConfig());
    }
}
