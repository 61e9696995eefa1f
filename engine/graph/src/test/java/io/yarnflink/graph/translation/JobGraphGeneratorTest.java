package io.yarnflink.graph.translation;

import static io.yarnflink.graph.translation.Programs.exchanges;
import static io.yarnflink.graph.translation.Programs.jobGraph;
import static io.yarnflink.graph.translation.Programs.vertexNames;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.NotSerializableFunctionException;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorRole;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobGraphGeneratorTest {
    @Test
    void aWordCountHasOneChainOnEachSideOfItsKey() {
        JobGraph graph = jobGraph(JobGraphGeneratorTest::wordCount);

        assertThat(graph.name()).isEqualTo("job");
        assertThat(graph.jobId()).isEqualTo(Programs.JOB);
        assertThat(vertexNames(graph))
                .containsExactly("Source: numbers -> words -> Map", "count -> Sink: Print to Std. Out");
        assertThat(exchanges(graph)).containsExactly("Map -HASH-> count");
        assertThat(graph.vertices()).allSatisfy(vertex -> {
            assertThat(vertex.parallelism()).isEqualTo(2);
            assertThat(vertex.maxParallelism()).isEqualTo(128);
            assertThat(vertex.slotSharingGroup()).isEqualTo("default");
        });
        assertThat(graph.requiredSlots()).isEqualTo(2);
    }

    @Test
    void operatorsCarryTheirUserCodeAndTypes() {
        JobGraph graph = jobGraph(JobGraphGeneratorTest::wordCount);

        ChainedOperator source = graph.vertices().get(0).head();
        assertThat(source.role()).isEqualTo(OperatorRole.READS_SPLITS);
        assertThat(decoded(source.descriptor(), OperatorDescriptor.class))
                .isInstanceOf(OperatorDescriptor.SourceRead.class);
        assertThat(decoded(source.outputType(), TypeInformation.class)).isEqualTo(BasicTypeInfo.LONG_TYPE_INFO);
        assertThat(source.next()).containsExactly(1);
        ChainedOperator sink = graph.vertices().get(1).operators().get(1);
        assertThat(sink.role()).isEqualTo(OperatorRole.PLAIN);
        assertThat(sink.outputType()).isEqualTo(OpaqueBytes.EMPTY);
        assertThat(sink.next()).isEmpty();
        JobEdge edge = graph.edges().get(0);
        assertThat(edge.sourceOperator()).isEqualTo(2);
        assertThat(edge.pointwise()).isFalse();
        assertThat(decoded(edge.partitioning(), Partitioning.class)).isInstanceOf(Partitioning.KeyGroups.class);
        assertThat(decoded(edge.recordType(), TypeInformation.class)).isEqualTo(BasicTypeInfo.STRING_TYPE_INFO);
    }

    @Test
    void aUnionIsOneEdgeForEachOfItsInputs() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> first =
                    environment.fromSequence(1, 9).filter(number -> number > 1).name("first");
            DataStream<Long> second =
                    environment.fromSequence(1, 9).filter(number -> number > 2).name("second");
            first.union(second).print();
        });

        assertThat(vertexNames(graph))
                .containsExactly(
                        "Source: Sequence Source -> first",
                        "Source: Sequence Source -> second",
                        "Sink: Print to Std. Out");
        assertThat(exchanges(graph))
                .containsExactly(
                        "first -FORWARD-> Sink: Print to Std. Out", "second -FORWARD-> Sink: Print to Std. Out");
    }

    @Test
    void aStreamUnitedWithItselfIsReadTwice() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            numbers.union(numbers).print();
        });

        assertThat(graph.inputsOf(1)).hasSize(2);
    }

    @Test
    void aPartitioningAfterAUnionHoldsForAllItsInputs() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> first = environment.fromSequence(1, 9);
            DataStream<Long> second = environment.fromSequence(1, 9);
            first.union(second.shuffle()).broadcast().print();
            first.union(second.shuffle()).printToErr();
        });

        assertThat(exchanges(graph))
                .containsExactly(
                        "Source: Sequence Source -BROADCAST-> Sink: Print to Std. Out",
                        "Source: Sequence Source -BROADCAST-> Sink: Print to Std. Out",
                        "Source: Sequence Source -FORWARD-> Sink: Print to Std. Err",
                        "Source: Sequence Source -SHUFFLE-> Sink: Print to Std. Err");
    }

    @Test
    void everyWayToPartitionBreaksTheChainButForward() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            numbers.forward().map(number -> number).name("forward").returns(Types.LONG);
            numbers.rebalance().print("rebalance");
            numbers.rescale().print();
            numbers.shuffle().print();
            numbers.broadcast().print();
            numbers.global().print();
            numbers.partitionCustom((Long key, int channels) -> 0, number -> number)
                    .print();
        });

        assertThat(vertexNames(graph).get(0)).isEqualTo("Source: Sequence Source -> forward");
        assertThat(graph.edges())
                .extracting(JobEdge::shipStrategy)
                .containsExactly("REBALANCE", "RESCALE", "SHUFFLE", "BROADCAST", "GLOBAL", "CUSTOM");
        assertThat(graph.edges())
                .extracting(JobEdge::pointwise)
                .containsExactly(false, true, false, false, false, false);
    }

    @Test
    void otherParallelismMeansRebalance() {
        JobGraph graph = jobGraph(environment -> environment
                .fromSequence(1, 9)
                .map(number -> number)
                .returns(Types.LONG)
                .setParallelism(3)
                .print());

        assertThat(exchanges(graph))
                .containsExactly(
                        "Source: Sequence Source -REBALANCE-> Map", "Map -REBALANCE-> Sink: Print to Std. Out");
    }

    @Test
    void keyingAloneBreaksTheChainEvenAtParallelismOne() {
        JobGraph graph = jobGraph(environment -> {
            environment.setParallelism(1);
            environment
                    .fromSequence(1, 9)
                    .keyBy(number -> number % 2)
                    .reduce(Long::sum)
                    .print();
        });

        assertThat(vertexNames(graph))
                .containsExactly("Source: Sequence Source", "Keyed Reduce -> Sink: Print to Std. Out");
    }

    @Test
    void keyingTwiceKeepsTheSecondKeyOnly() {
        JobGraph graph = jobGraph(environment -> environment
                .fromSequence(1, 9)
                .keyBy(number -> number % 2)
                .keyBy(number -> number % 3)
                .reduce(Long::sum)
                .print());

        assertThat(exchanges(graph)).containsExactly("Source: Sequence Source -HASH-> Keyed Reduce");
    }

    @Test
    void severalReadersOfOneOutputAreATreeWithinTheChain() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            DataStream<Long> even = numbers.filter(number -> number % 2 == 0).name("even");
            even.print();
            numbers.printToErr();
            even.map(number -> -number).returns(Types.LONG).name("negative");
        });

        assertThat(vertexNames(graph))
                .containsExactly("Source: Sequence Source -> (even -> (Sink: Print to Std. Out, negative),"
                        + " Sink: Print to Std. Err)");
        List<ChainedOperator> chain = graph.vertices().get(0).operators();
        assertThat(chain)
                .extracting(ChainedOperator::name)
                .containsExactly(
                        "Source: Sequence Source",
                        "even",
                        "Sink: Print to Std. Out",
                        "Sink: Print to Std. Err",
                        "negative");
        assertThat(chain)
                .extracting(ChainedOperator::next)
                .containsExactly(List.of(1, 3), List.of(2, 4), List.of(), List.of(), List.of());
        assertThat(graph.edges()).isEmpty();
    }

    @Test
    void aNewChainStartsWhereAskedAndGoesOn() {
        JobGraph graph = jobGraph(environment -> environment
                .fromSequence(1, 9)
                .filter(number -> true)
                .name("a")
                .filter(number -> true)
                .name("b")
                .startNewChain()
                .filter(number -> true)
                .name("c"));

        assertThat(vertexNames(graph)).containsExactly("Source: Sequence Source -> a", "b -> c");
        assertThat(exchanges(graph)).containsExactly("a -FORWARD-> b");
        assertThat(graph.edges().get(0).pointwise()).isTrue();
    }

    @Test
    void anOperatorWithoutChainingStandsAlone() {
        JobGraph graph = jobGraph(environment -> environment
                .fromSequence(1, 9)
                .filter(number -> true)
                .name("a")
                .disableChaining()
                .filter(number -> true)
                .name("b"));

        assertThat(vertexNames(graph)).containsExactly("Source: Sequence Source", "a", "b");
    }

    @Test
    void aSinkWithoutChainingStandsAlone() {
        JobGraph graph = jobGraph(environment ->
                environment.fromSequence(1, 9).print().name("out").disableChaining());

        assertThat(vertexNames(graph)).containsExactly("Source: Sequence Source", "Sink: out");
    }

    @Test
    void anEnvironmentWithoutChainingGivesEachOperatorItsVertex() {
        JobGraph graph = jobGraph(environment -> {
            environment.disableOperatorChaining();
            environment.fromSequence(1, 9).filter(number -> true).print();
        });

        assertThat(vertexNames(graph)).containsExactly("Source: Sequence Source", "Filter", "Sink: Print to Std. Out");
    }

    @Test
    void slotSharingGroupsPassOnAndBreakChains() {
        JobGraph graph = jobGraph(environment -> {
            DataStream<Long> heavy = environment
                    .fromSequence(1, 9)
                    .filter(number -> true)
                    .name("heavy")
                    .slotSharingGroup("big")
                    .filter(number -> true)
                    .name("inherits");
            DataStream<Long> light =
                    environment.fromSequence(1, 9).filter(number -> true).name("light");
            heavy.union(light).filter(number -> true).name("joins").setParallelism(3);
        });

        assertThat(graph.vertices())
                .extracting(vertex -> vertex.name() + " in " + vertex.slotSharingGroup())
                .containsExactly(
                        "Source: Sequence Source in default",
                        "heavy -> inherits in big",
                        "Source: Sequence Source -> light in default",
                        "joins in default");
        assertThat(graph.requiredSlots()).isEqualTo(2 + 3);
    }

    @Test
    void anOperatorThatNothingReadsRunsToo() {
        JobGraph graph = jobGraph(environment ->
                environment.fromSequence(1, 9).map(number -> List.of(number)).name("unread"));

        assertThat(vertexNames(graph)).containsExactly("Source: Sequence Source -> unread");
    }

    @Test
    void elementsOfTheProgramComeFromOneSubtask() {
        JobGraph graph = jobGraph(environment -> environment.fromData("a", "b").print());

        assertThat(graph.vertices()).extracting(JobVertex::parallelism).containsExactly(1, 2);
    }

    @Test
    void anOperatorHasTheParallelismThatWasSetBeforeItWasMade() {
        JobGraph graph = jobGraph(environment -> {
            environment.setParallelism(3);
            DataStream<Long> numbers =
                    environment.fromSequence(1, 9).rebalance().map(value -> value);
            environment.setParallelism(5);
            numbers.rebalance().map(value -> value).print();
            environment.setParallelism(7);
        });

        assertThat(graph.vertices()).extracting(JobVertex::parallelism).containsExactly(3, 3, 5);
    }

    @Test
    void userCodeThatCannotTravelIsNamedByOperatorAndField() {
        assertThatThrownBy(() -> jobGraph(environment -> environment
                        .fromSequence(1, 9)
                        .map(new HoldsAThread())
                        .name("broken")
                        .print()))
                .isInstanceOf(NotSerializableFunctionException.class)
                .hasMessageContaining("The function of operator 'broken' cannot be serialized")
                .hasMessageContaining("thread");
    }

    @Test
    void aKeySelectorThatCannotTravelIsNamedByTheOperatorsAroundIt() {
        Object lock = new Object();
        assertThatThrownBy(() -> jobGraph(environment -> environment
                        .fromSequence(1, 9)
                        .keyBy(number -> number + lock.hashCode())
                        .map(number -> number)
                        .returns(Types.LONG)
                        .print()))
                .isInstanceOf(NotSerializableFunctionException.class)
                .hasMessageContaining("between operators 'Source: Sequence Source' and 'Map'");
    }

    @Test
    void aJobThatCollectsNeedsItsClient() {
        assertThat(jobGraph(JobGraphGeneratorTest::wordCount).needsClient()).isFalse();
        JobGraph collecting = jobGraph(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            try {
                numbers.executeAndCollect();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            numbers.print();
        });
        assertThat(collecting.needsClient()).isTrue();
    }

    @Test
    void theExecutionConfigReachesTheGraph() {
        JobGraph graph = jobGraph(environment -> {
            environment.getConfig().enableObjectReuse().setAutoWatermarkInterval(50);
            wordCount(environment);
        });
        ExecutionConfig config = UserCode.deserialize(
                graph.executionConfig().toByteArray(), getClass().getClassLoader(), ExecutionConfig.class);
        assertThat(config.isObjectReuseEnabled()).isTrue();
        assertThat(config.getAutoWatermarkInterval()).isEqualTo(50);
    }

    private static void wordCount(StreamExecutionEnvironment environment) {
        environment
                .fromSource(
                        new io.yarnflink.api.connector.source.lib.NumberSequenceSource(1, 9),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .flatMap((Long number, Collector<String> out) -> out.collect("w" + number))
                .returns(Types.STRING)
                .name("words")
                .map(String::trim)
                .keyBy(word -> word)
                .process(new Count())
                .name("count")
                .print();
    }

    private static <T> T decoded(OpaqueBytes bytes, Class<T> type) {
        return UserCode.deserialize(bytes.toByteArray(), JobGraphGeneratorTest.class.getClassLoader(), type);
    }

    /** Passes words on. */
    private static final class Count extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            out.collect(value);
        }
    }

    /** Cannot be serialized. */
    private static final class HoldsAThread implements MapFunction<Long, Long> {
        private final Thread thread = Thread.currentThread();

        @Override
        public Long map(Long value) {
            return value + thread.getPriority();
        }
    }
}
