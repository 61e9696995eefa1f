package io.yarnflink.graph.translation;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.JobCleanup;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.RuntimeSettings;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.serialization.ClosureCleaner;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorId;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.graph.ShipStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a StreamGraph into the JobGraph that is submitted: operators chained, user code serialized. */
public final class JobGraphGenerator {
    private final StreamGraph graph;
    private final Chaining chaining;
    private final Map<StreamNode, OperatorId> ids;
    private final Map<StreamNode, OpaqueBytes> types = new HashMap<>();

    private JobGraphGenerator(StreamGraph graph) {
        this.graph = graph;
        chaining = new Chaining(graph);
        ids = OperatorIds.of(graph);
        graph.nodes().forEach(node -> types.put(node, outputType(node)));
    }

    /** {@code defaultParallelism} is that of operators for which neither they nor the program set one. */
    public static JobGraph generate(Program program, int defaultParallelism, JobID jobId) {
        return generate(StreamGraphGenerator.generate(program, defaultParallelism), jobId);
    }

    /** Fails when user code cannot be serialized, naming its operator and the field. */
    public static JobGraph generate(StreamGraph graph, JobID jobId) {
        JobGraphGenerator generator = new JobGraphGenerator(graph);
        boolean needsClient = graph.nodes().stream().anyMatch(StreamNode::collects);
        return new JobGraph(
                jobId,
                graph.jobName(),
                new OpaqueBytes(UserCode.serialize(graph.executionConfig(), "The execution config")),
                JobSettings.of(graph.executionConfig()),
                needsClient,
                generator.vertices(),
                generator.edges());
    }

    private List<JobVertex> vertices() {
        return chaining.chains().stream().map(this::vertex).toList();
    }

    private JobVertex vertex(OperatorChain chain) {
        List<ChainedOperator> operators = new ArrayList<>();
        for (StreamNode node : chain.members()) {
            operators.add(operator(node, chain.next(operators.size())));
        }
        Placement placement = chain.head().placement();
        return new JobVertex(
                chain.name(),
                placement.parallelism(),
                placement.maxParallelism(),
                placement.derivedMax(),
                placement.slotSharingGroup(),
                operators);
    }

    private ChainedOperator operator(StreamNode node, List<Integer> next) {
        String function = "The function of operator '" + node.name() + "'";
        return new ChainedOperator(
                required(ids, node),
                node.name(),
                node.uid(),
                role(node.operator()),
                new OpaqueBytes(UserCode.serialize(cleaned(node.operator()), function)),
                required(types, node),
                readTag(node),
                settings(node),
                next);
    }

    private static OpaqueBytes settings(StreamNode node) {
        return node.settings().equals(RuntimeSettings.STANDARD)
                ? OpaqueBytes.EMPTY
                : new OpaqueBytes(
                        UserCode.serialize(node.settings(), "The settings of operator '" + node.name() + "'"));
    }

    private <F> F cleaned(F functions) {
        return ClosureCleaner.clean(functions, graph.executionConfig().getClosureCleanerLevel());
    }

    private static OperatorRole role(OperatorDescriptor operator) {
        if (operator.isSource()) {
            return operator instanceof OperatorDescriptor.SourceRead ? OperatorRole.READS_SPLITS : OperatorRole.LOOPS;
        }
        if (operator instanceof OperatorDescriptor.Write<?> write && write.commits()) {
            return OperatorRole.COMMITS;
        }
        return publishes(operator) ? OperatorRole.PUBLISHES : OperatorRole.PLAIN;
    }

    private static boolean publishes(OperatorDescriptor operator) {
        if (operator instanceof OperatorDescriptor.Invoke<?> invoke) {
            return invoke.function() instanceof JobCleanup
                    || WrappedFunction.innermost(invoke.function()) instanceof CheckpointListener;
        }
        return operator instanceof OperatorDescriptor.Write<?> write && write.sink() instanceof JobCleanup;
    }

    private List<JobEdge> edges() {
        return graph.edges().stream()
                .filter(edge -> !chaining.isChained(edge))
                .map(this::edge)
                .toList();
    }

    private JobEdge edge(StreamEdge edge) {
        OperatorChain source = chaining.chain(edge.source());
        String partitioning = "The key selector or partitioner between operators '"
                + edge.source().name() + "' and '" + edge.target().name() + "'";
        return new JobEdge(
                source.index(),
                source.positionOf(edge.source()),
                edge.sideOutput().map(OutputTag::getId).orElse(""),
                chaining.chain(edge.target()).index(),
                edge.input(),
                ShipStrategy.of(edge.partitioning()).name(),
                edge.partitioning().isPointwise(),
                new OpaqueBytes(UserCode.serialize(cleaned(edge.partitioning()), partitioning)),
                recordType(edge));
    }

    private OpaqueBytes recordType(StreamEdge edge) {
        return edge.sideOutput().isEmpty()
                ? required(types, edge.source())
                : serialized(
                        edge.recordType(),
                        "The type of side output '" + edge.sideOutput().get().getId() + "'");
    }

    /** The side output that {@code node} reads of its producer in the same chain. */
    private OpaqueBytes readTag(StreamNode node) {
        return graph.inputsOf(node).stream()
                .filter(chaining::isChained)
                .flatMap(edge -> edge.sideOutput().stream())
                .map(tag -> new OpaqueBytes(UserCode.serialize(tag, "Side output '" + tag.getId() + "'")))
                .findFirst()
                .orElse(OpaqueBytes.EMPTY);
    }

    private static OpaqueBytes outputType(StreamNode node) {
        return serialized(node.outputType(), "The output type of operator '" + node.name() + "'");
    }

    private static OpaqueBytes serialized(Optional<TypeInformation<?>> type, String what) {
        return type.map(known -> new OpaqueBytes(UserCode.serialize(known, what)))
                .orElse(OpaqueBytes.EMPTY);
    }

    private static <V> V required(Map<StreamNode, V> values, StreamNode node) {
        V value = values.get(node);
        if (value == null) {
            throw new IllegalStateException(node + " is not part of the graph");
        }
        return value;
    }
}
