package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobExecutionException;
import io.yarnflink.api.environment.RecordingExecutor;
import io.yarnflink.api.environment.ScriptedJob;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.ProcessFunction;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.api.transformation.SinkTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.InputTypeConfigurable;
import io.yarnflink.api.typeutils.PojoTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DataStreamTest {
    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    private final DataStreamSource<Long> numbers = environment.fromSequence(1, 9);

    @Test
    void theTypeOfALambdaIsFoundWhereJavaKeepsIt() {
        assertThat(numbers.map(number -> "n" + number).getType()).isEqualTo(Types.STRING);
        assertThat(numbers.map(number -> new Word("n", 1)).getType().getTypeClass())
                .isEqualTo(Word.class);
        assertThat(numbers.process(new Doubles()).getType()).isEqualTo(Types.DOUBLE);
    }

    @Test
    void anErasedTypeIsMissedWhenItIsUsedAndTheRemedyIsNamed() {
        SingleOutputStreamOperator<Tuple2<String, Long>> pairs =
                numbers.map(number -> Tuple2.of("n", number)).name("pairs");

        assertThatThrownBy(pairs::print)
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage("The output type of operator 'pairs' cannot be determined: a lambda in "
                        + DataStreamTest.class.getName() + " does not say what O of MapFunction is: of a"
                        + " lambda's types Java keeps only Tuple2 of its result. Call .returns(...) right after it, for"
                        + " example .returns(Types.TUPLE(Types.STRING, Types.LONG))"
                        + " or .returns(new TypeHint<Tuple2<String, Long>>() {})");
        assertThatThrownBy(() -> pairs.keyBy(pair -> pair.f0)).isInstanceOf(InvalidTypesException.class);
        assertThatThrownBy(() -> pairs.map(pair -> pair.f0)).isInstanceOf(InvalidTypesException.class);
        assertThatThrownBy(pairs::rebalance).isInstanceOf(InvalidTypesException.class);
        assertThatThrownBy(() -> pairs.union(pairs)).isInstanceOf(InvalidTypesException.class);
    }

    @Test
    void returnsSaysTheTypeInThreeWays() {
        assertThat(numbers.map(number -> Tuple2.of("n", number))
                        .returns(new TypeHint<Tuple2<String, Long>>() {})
                        .getType())
                .isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
        assertThat(numbers.flatMap((Long number, Collector<String> out) -> out.collect("n"))
                        .returns(String.class)
                        .getType())
                .isEqualTo(Types.STRING);
        assertThat(numbers.flatMap((Long number, Collector<String> out) -> out.collect("n"))
                        .returns(Types.STRING)
                        .getType())
                .isEqualTo(Types.STRING);
        assertThat(numbers.<String>flatMap((number, out) -> out.collect("n"), Types.STRING)
                        .getType())
                .isEqualTo(Types.STRING);
    }

    @Test
    void returnsComesTooLateOnceTheTypeIsUsed() {
        SingleOutputStreamOperator<String> words = numbers.map(number -> "n" + number);
        words.print();

        assertThatThrownBy(() -> words.returns(String.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The type of operator 'Map' is in use already: call .returns(...) directly after the"
                        + " operator is made");
    }

    /** A sink that wants to know what it gets. */
    private static final class Curious implements SinkFunction<Long>, InputTypeConfigurable {
        private final List<Object> told = new ArrayList<>();

        @Override
        public void setInputType(TypeInformation<?> type, ExecutionConfig executionConfig) {
            told.add(type);
            told.add(executionConfig);
        }
    }

    @Test
    void aSinkFunctionIsToldTheTypeOfItsInputIfItAsks() {
        var sink = new Curious();
        numbers.addSink(sink);
        assertThat(sink.told).containsExactly(Types.LONG, environment.getConfig());
    }

    @Test
    void streamsOfDifferentTypesDoNotUnite() {
        DataStream<Object> first = environment.fromData(Types.GENERIC(Object.class), "a");
        DataStream<Object> second = environment.fromData(new PojoTypeInfo<>(Object.class, List.of()), new Object[0]);

        assertThatThrownBy(() -> first.union(second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Cannot unite streams of different types: 'Collection Source' has");
    }

    @Test
    void streamsOfDifferentEnvironmentsDoNotUnite() {
        DataStream<Long> foreign = new StreamExecutionEnvironment().fromSequence(1, 9);

        assertThatThrownBy(() -> numbers.union(foreign))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("they come from different environments");
    }

    @Test
    void settingsReachTheTransformation() {
        Transformation<Long> transformation = numbers.filter(number -> true)
                .name("some")
                .uid("id")
                .setDescription("keeps some")
                .setParallelism(4)
                .setMaxParallelism(64)
                .slotSharingGroup("big")
                .getTransformation();

        assertThat(transformation.name()).isEqualTo("some");
        assertThat(transformation.uid()).contains("id");
        assertThat(transformation.description()).isEqualTo("keeps some");
        assertThat(transformation.parallelism()).isEqualTo(4);
        assertThat(transformation.maxParallelism()).isEqualTo(64);
        assertThat(transformation.slotSharingGroup()).contains("big");
    }

    @Test
    void settingsOfSinksReachTheTransformation() {
        SinkTransformation<Long> sink = numbers.print("numbers")
                .name("out")
                .uid("id")
                .setParallelism(4)
                .setMaxParallelism(64)
                .slotSharingGroup("big")
                .getTransformation();

        assertThat(sink.name()).isEqualTo("out");
        assertThat(sink.uid()).contains("id");
        assertThat(sink.parallelism()).isEqualTo(4);
        assertThat(sink.maxParallelism()).isEqualTo(64);
        assertThat(sink.slotSharingGroup()).contains("big");
        assertThat(sink.operator()).isEqualTo(new OperatorDescriptor.Print("numbers", false));
        assertThat(numbers.printToErr().getTransformation().operator())
                .isEqualTo(new OperatorDescriptor.Print("", true));
    }

    @Test
    void settingsOutOfBoundsAreRefusedWithTheOperatorsName() {
        SingleOutputStreamOperator<Long> some = numbers.filter(number -> true).name("some");

        assertThatThrownBy(() -> some.setParallelism(0))
                .hasMessage("The parallelism of operator 'some' must be at least 1, was 0");
        assertThatThrownBy(() -> some.setMaxParallelism(32_769))
                .hasMessage("The max parallelism of operator 'some' must lie in 1..32768, was 32769");
        assertThatThrownBy(() -> some.uid(" ")).hasMessage("The uid of operator 'some' is blank");
        assertThatThrownBy(() -> some.forceNonParallel().setParallelism(2))
                .hasMessage("Operator 'some' cannot run in parallel: its parallelism is 1, not 2");
    }

    @Test
    void aLimitedCollectReturnsSomeRecordsAndCancelsTheRest() throws Exception {
        ScriptedJob job =
                new ScriptedJob().answering(new CollectedRecords(0, List.of(new byte[8], new byte[8]), false));
        new RecordingExecutor(job)
                .run(() -> assertThat(numbers.executeAndCollect(1)).containsExactly(0L));

        assertThat(job.canceled()).isTrue();
    }

    @Test
    void aCollectReturnsAllRecordsAndCancelsNothing() throws Exception {
        ScriptedJob job = new ScriptedJob()
                .answering(new CollectedRecords(0, List.of(new byte[8]), true))
                .finishedInTheEnd();
        new RecordingExecutor(job).run(() -> {
            assertThat(numbers.executeAndCollect(5)).containsExactly(0L);
        });

        assertThat(job.canceled()).isFalse();
    }

    @Test
    void aLimitBelowOneIsRefused() {
        assertThatThrownBy(() -> numbers.executeAndCollect(0)).hasMessage("limit must be at least 1, was 0");
    }

    @Test
    void aLimitedCollectThrowsTheFailureOfTheJobItself() throws Exception {
        RecordingExecutor executor = new RecordingExecutor(new ScriptedJob().failed("no container"));
        executor.run(() -> assertThatThrownBy(() -> numbers.executeAndCollect("collecting", 5))
                .isInstanceOf(JobExecutionException.class)
                .hasMessage("no container"));

        assertThat(executor.programs().get(0).jobName()).isEqualTo("collecting");
        assertThat(executor.programs().get(0).roots().get(0).parallelism()).isEqualTo(1);
        assertThat(((SinkTransformation<?>) executor.programs().get(0).roots().get(0)).operator())
                .isInstanceOfSatisfying(OperatorDescriptor.Collect.class, collect -> {
                    assertThat(collect.resultId()).startsWith("collect-");
                    assertThat(collect.type()).isEqualTo(Types.LONG);
                });
    }

    @Test
    void keysMustHashByValue() {
        assertThatThrownBy(() -> numbers.keyBy(number -> new byte[0]))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith("Cannot key 'Sequence Source' by ")
                .hasMessageContaining("arrays hash by identity");
        assertThatThrownBy(() -> numbers.keyBy(number -> TimeUnit.DAYS))
                .hasMessageContaining("hash codes of enum constants differ between JVMs");
        assertThatThrownBy(() -> numbers.keyBy(number -> Tuple2.of("k", number)))
                .hasMessageContaining("Give it as the second argument: keyBy(selector, Types.STRING)");
        assertThat(numbers.keyBy(number -> Tuple2.of("k", number), Types.TUPLE(Types.STRING, Types.LONG))
                        .getKeyType())
                .isEqualTo(Types.TUPLE(Types.STRING, Types.LONG));
    }

    @Test
    void aKeyedStreamIsPartitionedAlready() {
        KeyedStream<Long, Long> keyed = numbers.keyBy(number -> number % 2);

        assertThatThrownBy(keyed::rebalance)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("A keyed stream is partitioned by its key already: call Rebalance on the stream before"
                        + " keyBy, or after the next operator");
    }

    /** A word and how often it came. */
    record Word(String text, int count) {}

    /** Says its output in its class. */
    private static final class Doubles extends ProcessFunction<Long, Double> {
        @Override
        public void processElement(Long value, Context ctx, Collector<Double> out) {
            out.collect(value * 2.0);
        }
    }
}
