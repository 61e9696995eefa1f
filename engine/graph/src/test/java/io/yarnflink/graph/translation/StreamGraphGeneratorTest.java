package io.yarnflink.graph.translation;

import static io.yarnflink.graph.translation.Programs.node;
import static io.yarnflink.graph.translation.Programs.streamGraph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.SinkTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.Types;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamGraphGeneratorTest {
    @Test
    void theOperatorsParallelismComesBeforeTheProgramsAndThatBeforeTheExecutors() {
        StreamGraph ofExecutor =
                streamGraph(environment -> environment.fromSequence(1, 9).print());
        StreamGraph ofProgram = streamGraph(environment -> {
            environment.setParallelism(5);
            environment.fromSequence(1, 9).setParallelism(7).print();
        });

        assertThat(ofExecutor.nodes()).extracting(StreamNode::parallelism).containsExactly(2, 2);
        assertThat(ofProgram.nodes()).extracting(StreamNode::parallelism).containsExactly(7, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "1,128",
        "85,128",
        "86,256",
        "128,256",
        "171,256",
        "172,512",
        "10000,16384",
        "21845,32768",
        "32768,32768"
    })
    void theMaxParallelismLeavesRoomToGrow(int parallelism, int maxParallelism) {
        assertThat(Placement.derivedMaxParallelism(parallelism)).isEqualTo(maxParallelism);
    }

    @Test
    void theOperatorsMaxParallelismComesBeforeTheProgramsAndThatBeforeTheDerived() {
        StreamGraph graph = streamGraph(environment -> {
            environment.setMaxParallelism(64);
            environment.fromSequence(1, 9).setMaxParallelism(32).print();
        });

        assertThat(graph.nodes())
                .extracting(node -> node.placement().maxParallelism())
                .containsExactly(32, 64);
    }

    @Test
    void aNonParallelOperatorStaysNonParallel() {
        StreamGraph graph = streamGraph(environment -> {
            environment.setParallelism(4);
            environment
                    .fromData(1, 2)
                    .filter(number -> true)
                    .forceNonParallel()
                    .name("one")
                    .print();
        });

        assertThat(node(graph, "one").placement().maxParallelism()).isEqualTo(1);
        assertThat(graph.nodes()).extracting(StreamNode::parallelism).containsExactly(1, 1, 4);
    }

    @Test
    void anOperatorReadByTwoSinksIsThereOnce() {
        StreamGraph graph = streamGraph(environment -> {
            DataStream<Long> shared = environment.fromSequence(1, 9).filter(number -> true);
            shared.print();
            shared.rebalance().printToErr();
        });

        assertThat(graph.nodes()).hasSize(4);
        assertThat(graph.outputsOf(node(graph, "Filter"))).hasSize(2);
    }

    @Test
    void manyUnionsInARowAreNoProblem() {
        StreamGraph graph = streamGraph(environment -> {
            DataStream<Long> numbers = environment.fromSequence(1, 9);
            DataStream<Long> all = numbers;
            for (int i = 0; i < 2_000; i++) {
                all = all.union(numbers);
            }
            all.print();
        });

        assertThat(graph.edges()).hasSize(2_001);
    }

    @Test
    void aProgramWithoutOperatorsIsRefused() {
        assertThatThrownBy(() -> streamGraph(environment -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No operators defined in streaming topology. Cannot execute.");
        assertThatThrownBy(() -> streamGraph(environment -> environment.fromSequence(1, 9)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No operators defined in streaming topology. Cannot execute.");
        Program empty = new Program("job", List.of(), new ExecutionConfig(), new Configuration());
        assertThatThrownBy(() -> StreamGraphGenerator.generate(empty, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("No operators defined in streaming topology. Cannot execute.");
    }

    @Test
    void twoOperatorsWithOneUidAreNamed() {
        assertRefused(
                environment -> environment
                        .fromSequence(1, 9)
                        .uid("x")
                        .filter(number -> true)
                        .uid("x")
                        .print(),
                "Operators 'Source: Sequence Source' and 'Filter' have the same uid 'x'. Give each operator a uid of"
                        + " its own");
    }

    @Test
    void aMaxParallelismBelowTheParallelismIsRefused() {
        assertRefused(
                environment -> environment
                        .fromSequence(1, 9)
                        .filter(number -> true)
                        .name("odd")
                        .setParallelism(9)
                        .setMaxParallelism(8)
                        .print(),
                "Operator 'odd' has parallelism 9, more than its max parallelism 8. Lower the one with"
                        + " setParallelism(8) or raise the other with setMaxParallelism(9)");
    }

    @Test
    void aParallelismOutOfBoundsIsRefused() {
        assertRefused(
                environment ->
                        environment.fromSequence(1, 9).setParallelism(40_000).print(),
                "The parallelism of operator 'Source: Sequence Source' must lie in 1..32768, is 40000");
    }

    @Test
    void forwardingToAnotherParallelismIsRefused() {
        assertRefused(
                environment -> environment
                        .fromSequence(1, 9)
                        .forward()
                        .filter(number -> true)
                        .name("odd")
                        .setParallelism(3)
                        .print(),
                "Cannot forward from 'Source: Sequence Source' with parallelism 2 to 'odd' with parallelism 3:"
                        + " forward() keeps records in their subtask. Make the parallelisms equal, or use rebalance()"
                        + " or rescale()");
    }

    @Test
    void aKeyedOperatorBehindNoKeyIsRefused() {
        Transformation<Long> source =
                new StreamExecutionEnvironment().fromSequence(1, 9).getTransformation();
        KeySelector<Long, Long> self = number -> number;
        ReduceFunction<Long> sum = Long::sum;
        OneInputTransformation<Long, Long> reduce = new OneInputTransformation<>(
                5,
                "total",
                Types.LONG,
                source,
                new OperatorDescriptor.KeyedReduce<>(sum, new Keying<>(self, Types.LONG), Types.LONG));

        assertRefused(
                reduce,
                "Operator 'total' works per key, but what it reads from 'Source: Sequence Source' is not partitioned by"
                        + " key. Put keyBy(...) right before it");
    }

    @Test
    void anUnknownTypeThatIsReadIsRefused() {
        Transformation<Long> source =
                new StreamExecutionEnvironment().fromSequence(1, 9).getTransformation();
        OneInputTransformation<Long, Object> map =
                new OneInputTransformation<>(5, "odd", null, source, new OperatorDescriptor.Print("", false));

        assertRefused(
                new SinkTransformation<>(6, "out", map, new OperatorDescriptor.Print("", false)),
                "The output type of operator 'odd' is not known, but 'Sink: out' reads it. Call .returns(...) after the"
                        + " operator");
    }

    @Test
    void streamsOfTwoEnvironmentsDoNotMix() {
        Transformation<Long> first =
                new StreamExecutionEnvironment().fromSequence(1, 9).getTransformation();
        Transformation<Long> second = new StreamExecutionEnvironment()
                .fromSequence(1, 9)
                .filter(number -> true)
                .getTransformation();
        OperatorDescriptor print = new OperatorDescriptor.Print("", false);

        assertThatThrownBy(() -> generate(
                        new SinkTransformation<>(3, "a", first, print),
                        new SinkTransformation<>(4, "b", second, print)))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageContaining("have the same id 1: they come from different environments");
        assertRefused(
                new SinkTransformation<>(2, "a", second, print),
                "'a' (id 2) reads 'Filter' (id 2), which was made after it: they come from different environments."
                        + " Build a program in one StreamExecutionEnvironment");
    }

    private static void assertRefused(Consumer<StreamExecutionEnvironment> program, String message) {
        assertThatThrownBy(() -> streamGraph(program))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(message);
    }

    private static void assertRefused(Transformation<?> root, String message) {
        assertThatThrownBy(() -> generate(root))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessage(message);
    }

    private static StreamGraph generate(Transformation<?>... roots) {
        return StreamGraphGenerator.generate(
                new Program("job", List.of(roots), new ExecutionConfig(), new Configuration()), 2);
    }

    @Test
    void genericTypesAreRefusedByTheirOperatorsWhenTheyAreDisabled() {
        Consumer<StreamExecutionEnvironment> program = environment -> environment
                .fromSequence(1, 9)
                .map(number -> new StringBuilder())
                .returns(Types.GENERIC(StringBuilder.class))
                .name("builders")
                .rebalance()
                .print();
        assertThatCode(() -> streamGraph(program)).doesNotThrowAnyException();
        assertThatThrownBy(() -> streamGraph(environment -> {
                    environment.getConfig().disableGenericTypes();
                    program.accept(environment);
                }))
                .isInstanceOf(InvalidProgramException.class)
                .hasMessageStartingWith("What operator 'builders' passes to '")
                .hasMessageEndingWith(
                        "cannot be written: Generic types are disabled (pipeline.generic-types: false), but"
                                + " java.lang.StringBuilder can only be written by Java serialization; make it a record or a"
                                + " POJO, or give its type information");
        assertThatThrownBy(() -> streamGraph(environment -> {
                    environment.configure(Configuration.fromMap(Map.of("pipeline.generic-types", "false")));
                    environment
                            .fromSequence(1, 9)
                            .keyBy(number -> new UUID(0, number), Types.GENERIC(UUID.class))
                            .reduce((a, b) -> a)
                            .print();
                }))
                .hasMessageContaining("java.util.UUID can only be written by Java serialization");
    }
}
