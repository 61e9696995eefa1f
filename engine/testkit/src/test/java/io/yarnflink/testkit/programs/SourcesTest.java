package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.source.datagen.RandomGenerator;
import io.yarnflink.api.functions.source.datagen.SequenceGenerator;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.connectors.datagen.DataGeneratorSource;
import io.yarnflink.connectors.datagen.GeneratorFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SourcesTest {
    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @Test
    void iteratorsGiveTheirElementsOnceOverAllSubtasks() throws Exception {
        DataStream<Long> one = env.fromCollection(new NumberSequenceIterator(1, 3), Long.class);
        DataStream<Long> two = env.fromCollection(new NumberSequenceIterator(4, 6), Types.LONG);
        DataStream<Long> parts = env.fromParallelCollection(new NumberSequenceIterator(7, 9), Long.class);
        DataStream<Long> more = env.fromParallelCollection(new NumberSequenceIterator(10, 12), Types.LONG);
        DataStream<Long> sequence = env.generateSequence(13, 15);
        assertThat(one.getParallelism()).isEqualTo(1);
        assertThat(parts.getParallelism()).isEqualTo(2);
        assertThat(one.union(two, parts, more, sequence).executeAndCollect(100))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 15).boxed().toList());
        assertThatThrownBy(() -> env.generateSequence(2, 1)).hasMessage("the sequence ends at 1 before it begins at 2");
    }

    @Test
    void aGeneratorMakesItsRecordsInAllSubtasksAtTheRateOfTheWholeSource() throws Exception {
        Numbered function = new Numbered();
        DataGeneratorSource<String> source =
                new DataGeneratorSource<>(function, 300, RateLimiterStrategy.perSecond(1_000), Types.STRING);
        assertThat(source.getGeneratorFunction()).isSameAs(function);
        assertThat(source.getProducedType()).isEqualTo(Types.STRING);
        assertThat(source.getBoundedness()).isEqualTo(Boundedness.BOUNDED);
        long begin = System.nanoTime();
        List<String> made = env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .executeAndCollect(1_000);
        assertThat(System.nanoTime() - begin)
                .as("two subtasks at 500 a second each")
                .isGreaterThan(250_000_000L);
        assertThat(made)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 300).mapToObj(i -> "opened " + i).toList());
    }

    @Test
    void aGeneratorWithoutALimitIsFast() throws Exception {
        DataStream<Long> numbers = env.fromSource(
                new DataGeneratorSource<Long>(value -> value, 50_000, Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers");
        assertThat(numbers.filter(value -> value % 10_000 == 0).executeAndCollect(10))
                .containsExactlyInAnyOrder(0L, 10_000L, 20_000L, 30_000L, 40_000L);
        assertThatThrownBy(() -> new DataGeneratorSource<Long>(value -> value, 0, Types.LONG))
                .hasMessage("the count of records must be at least 1, was 0");
    }

    @Test
    void aFailingGeneratorFunctionNamesTheNumber() {
        DataStream<Long> numbers = env.fromSource(
                new DataGeneratorSource<Long>(value -> 1 / (value - 3), 10, Types.LONG),
                WatermarkStrategy.noWatermarks(),
                "numbers");
        assertThatThrownBy(() -> numbers.executeAndCollect(10))
                .hasMessageContaining("the generator function failed for 3");
    }

    @Test
    void theOlderGeneratorsGiveSequencesAndRandomValues() throws Exception {
        DataStream<Long> sequence = env.addSource(
                new io.yarnflink.api.functions.source.datagen.DataGeneratorSource<>(
                        SequenceGenerator.longGenerator(1, 9)),
                Types.LONG);
        assertThat(sequence.executeAndCollect(100))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 9).boxed().toList());
        DataStream<Integer> random = env.addSource(
                new io.yarnflink.api.functions.source.datagen.DataGeneratorSource<>(
                        RandomGenerator.intGenerator(5, 6), 1_000, 25L),
                Types.INT);
        assertThat(random.executeAndCollect(100))
                .hasSize(25)
                .containsAnyOf(5, 6)
                .allMatch(i -> i == 5 || i == 6);
    }

    @Test
    void severalStreamsOfOneProgramAreCollectedWhileItRuns() throws Exception {
        DataStream<Long> numbers = env.fromSequence(1, 4);
        CloseableIterator<Long> all = numbers.collectAsync();
        DataStream.Collector<Long> even = new DataStream.Collector<>();
        assertThatThrownBy(even::getOutput).hasMessageContaining("was not given to collectAsync");
        numbers.filter(number -> number % 2 == 0).collectAsync(even);
        env.executeAsync();
        List<Long> collected = new ArrayList<>();
        all.forEachRemaining(collected::add);
        assertThat(collected).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        collected.clear();
        even.getOutput().forEachRemaining(collected::add);
        assertThat(collected).containsExactlyInAnyOrder(2L, 4L);
        all.close();
        even.getOutput().close();
    }

    @Test
    void resultsAreCollectedUnderAJobsNameAndUpToALimit() throws Exception {
        try (CloseableIterator<Long> results = env.fromSequence(1, 3).executeAndCollect("a name")) {
            List<Long> collected = new ArrayList<>();
            results.forEachRemaining(collected::add);
            assertThat(collected).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
        assertThat(env.fromSequence(1, 1_000).executeAndCollect("a name", 2)).hasSize(2);
    }

    private static final class Numbered implements GeneratorFunction<Long, String> {
        private String word = "not opened";

        @Override
        public void open(SourceReaderContext readerContext) {
            word = readerContext.currentParallelism() == 2 ? "opened" : "alone";
        }

        @Override
        public String map(Long value) {
            return word + " " + value;
        }

        @Override
        public void close() {
            word = "closed";
        }
    }
}
