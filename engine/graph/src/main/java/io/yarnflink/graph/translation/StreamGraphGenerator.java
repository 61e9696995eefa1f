package io.yarnflink.graph.translation;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.PipelineOptions;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.RuntimeSettings;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.PartitionTransformation;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.transformation.SideOutputTransformation;
import io.yarnflink.api.transformation.SinkTransformation;
import io.yarnflink.api.transformation.SourceTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.transformation.TwoInputTransformation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a program into its StreamGraph: settings resolved, partitions and unions dissolved into edges. */
public final class StreamGraphGenerator {
    private final Program program;
    private final int defaultParallelism;
    private final List<StreamNode> nodes = new ArrayList<>();
    private final List<StreamEdge> edges = new ArrayList<>();

    /** What a reader of each transformation reads, by the transformation's id. */
    private final Map<Integer, List<Upstream>> upstreams = new HashMap<>();

    private StreamGraphGenerator(Program program, int defaultParallelism) {
        this.program = program;
        int configured = program.executionConfig().getParallelism();
        this.defaultParallelism = configured == ExecutionConfig.PARALLELISM_DEFAULT ? defaultParallelism : configured;
    }

    /** {@code defaultParallelism} is that of operators for which neither they nor the program set one. */
    public static StreamGraph generate(Program program, int defaultParallelism) {
        return new StreamGraphGenerator(program, defaultParallelism).generate();
    }

    private StreamGraph generate() {
        for (Transformation<?> transformation : ProgramTraversal.inOrderOfCreation(program.roots())) {
            upstreams.put(transformation.id(), upstreamsOf(transformation));
        }
        program.executionConfig().setBatch(RuntimeModes.isBatch(program, nodes));
        StreamGraph graph = new StreamGraph(
                program.jobName(),
                program.executionConfig(),
                program.configuration().get(PipelineOptions.OPERATOR_CHAINING),
                nodes,
                edges);
        GraphValidation.check(graph);
        if (program.executionConfig().isBatch()) {
            BroadcastOrder.set(graph);
        }
        return graph;
    }

    private List<Upstream> upstreamsOf(Transformation<?> transformation) {
        List<List<Upstream>> inputs = transformation.inputs().stream()
                .map(input -> upstreams.getOrDefault(input.id(), List.of()))
                .toList();
        List<Upstream> all = inputs.stream().flatMap(List::stream).toList();
        if (transformation instanceof PartitionTransformation<?> partition) {
            // The partitioning next to the reader counts.
            return all.stream()
                    .map(input -> input.partitionedBy(partition.partitioning()))
                    .toList();
        }
        if (transformation instanceof SideOutputTransformation<?> side) {
            return all.stream().map(input -> input.sideOutput(side.tag())).toList();
        }
        Optional<OperatorDescriptor> operator = operatorOf(transformation);
        if (operator.isEmpty()) {
            return all;
        }
        StreamNode node = node(transformation, operator.get(), all);
        nodes.add(node);
        for (int i = 0; i < inputs.size(); i++) {
            for (Upstream input : inputs.get(i)) {
                edges.add(edge(input, node, i));
            }
        }
        return List.of(new Upstream(node, Optional.empty(), Optional.empty()));
    }

    private static Optional<OperatorDescriptor> operatorOf(Transformation<?> transformation) {
        if (transformation instanceof SourceTransformation<?> source) {
            return Optional.of(source.operator());
        }
        if (transformation instanceof OneInputTransformation<?, ?> oneInput) {
            return Optional.of(oneInput.operator());
        }
        if (transformation instanceof TwoInputTransformation<?, ?, ?> twoInputs) {
            return Optional.of(twoInputs.operator());
        }
        if (transformation instanceof SinkTransformation<?> sink) {
            return Optional.of(sink.operator());
        }
        return Optional.empty();
    }

    private StreamNode node(Transformation<?> transformation, OperatorDescriptor operator, List<Upstream> inputs) {
        return new StreamNode(
                transformation,
                nameOf(transformation),
                operator,
                placement(transformation, inputs),
                new RuntimeSettings(
                        transformation.metricVariables(),
                        sendsAtOnce(transformation),
                        RuntimeSettings.InputOrder.IN_TURN));
    }

    private boolean sendsAtOnce(Transformation<?> transformation) {
        if (transformation.bufferTimeout() >= 0) {
            return transformation.bufferTimeout() == 0;
        }
        return program.configuration().get(PipelineOptions.BUFFER_TIMEOUT_ENABLED)
                && program.configuration().get(PipelineOptions.BUFFER_TIMEOUT).isZero();
    }

    private static String nameOf(Transformation<?> transformation) {
        if (transformation instanceof SourceTransformation) {
            return "Source: " + transformation.name();
        }
        return transformation instanceof SinkTransformation ? "Sink: " + transformation.name() : transformation.name();
    }

    private Placement placement(Transformation<?> transformation, List<Upstream> inputs) {
        int parallelism = firstSet(transformation.parallelism(), defaultParallelism);
        int asked = firstSet(
                transformation.maxParallelism(), program.executionConfig().getMaxParallelism());
        return new Placement(
                parallelism,
                firstSet(asked, Placement.derivedMaxParallelism(parallelism)),
                asked == ExecutionConfig.PARALLELISM_DEFAULT,
                transformation.slotSharingGroup().orElseGet(() -> inherited(inputs)),
                transformation.chainingStrategy());
    }

    private static int firstSet(int value, int otherwise) {
        return value == ExecutionConfig.PARALLELISM_DEFAULT ? otherwise : value;
    }

    /** An operator stays in its inputs' slot sharing group as long as they agree. */
    private static String inherited(List<Upstream> inputs) {
        List<String> groups = inputs.stream()
                .map(input -> input.node().placement().slotSharingGroup())
                .distinct()
                .toList();
        return groups.size() == 1 ? groups.get(0) : Placement.COMMON_SLOTS;
    }

    private static StreamEdge edge(Upstream upstream, StreamNode target, int input) {
        boolean sameParallelism = upstream.node().parallelism() == target.parallelism();
        Partitioning partitioning = upstream.partitioning()
                .orElseGet(() -> sameParallelism ? new Partitioning.Forward() : new Partitioning.Rebalance());
        return new StreamEdge(upstream.node(), upstream.sideOutput(), target, input, partitioning);
    }

    /** An operator whose records are read, of which output, and the partitioning asked for on the way, if any. */
    private record Upstream(StreamNode node, Optional<OutputTag<?>> sideOutput, Optional<Partitioning> partitioning) {
        Upstream partitionedBy(Partitioning last) {
            return new Upstream(node, sideOutput, Optional.of(last));
        }

        Upstream sideOutput(OutputTag<?> tag) {
            return new Upstream(node, Optional.of(tag), Optional.empty());
        }
    }
}
