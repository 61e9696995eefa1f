package io.yarnflink.jobmanager.execution;

import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobEdge;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OperatorSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.SubmitTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Describes tasks to their TaskManagers, once every subtask has its slot. */
public final class TaskDeployment {
    private final ExecutionGraph executions;
    private final JobGraph graph;
    private final PeerAddress jobMaster;
    private final Checkpoints checkpoints;

    /** What tasks are told of checkpoints; {@code restore}: an encoded TaskRestore, empty for a task that begins anew. */
    public record Checkpoints(Optional<CheckpointSpec> spec, Function<Execution, ByteBuffer> restore) {
        /** For a job that takes none. */
        public static final Checkpoints NONE = new Checkpoints(Optional.empty(), execution -> ByteBuffer.allocate(0));
    }

    public TaskDeployment(ExecutionGraph executions, PeerAddress jobMaster, Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
        this.executions = executions;
        this.graph = executions.jobGraph();
        this.jobMaster = jobMaster;
    }

    public SubmitTask describe(Execution execution) {
        JobVertex vertex = execution.vertex();
        return SubmitTask.newBuilder()
                .setJobId(graph.jobId().toString())
                .setJobName(graph.name())
                .setExecutionId(execution.id())
                .setAllocationId(execution.deployedSlot().allocationId())
                .setVertex(execution.subtaskId().vertex())
                .setVertexName(vertex.name())
                .setSubtask(execution.subtask())
                .setParallelism(vertex.parallelism())
                .setMaxParallelism(vertex.maxParallelism())
                .setAttempt(execution.attempt())
                .setExecutionConfig(buffer(graph.executionConfig()))
                .setJobMaster(jobMaster)
                .setOperators(vertex.operators().stream()
                        .map(TaskDeployment::operator)
                        .toList())
                .setInputs(inputs(execution))
                .setOutputs(outputs(execution))
                .setCheckpoints(checkpoints.spec().orElse(null))
                .setRestore(checkpoints.restore().apply(execution))
                .build();
    }

    private static OperatorSpec operator(ChainedOperator operator) {
        return new OperatorSpec(
                operator.id().toString(),
                operator.name(),
                operator.role().isSource(),
                buffer(operator.descriptor()),
                buffer(operator.outputType()),
                buffer(operator.readTag()),
                buffer(operator.settings()),
                operator.next());
    }

    /** Edges into the same input, as a union has them, become one list of channels. */
    private List<InputSpec> inputs(Execution consumer) {
        Map<Integer, InputSpec> inputs = new TreeMap<>();
        for (int index = 0; index < graph.edges().size(); index++) {
            JobEdge edge = graph.edges().get(index);
            if (edge.target() == consumer.subtaskId().vertex()) {
                inputs.computeIfAbsent(
                                edge.targetInput(),
                                input -> new InputSpec(input, buffer(edge.recordType()), new ArrayList<>()))
                        .getChannels()
                        .addAll(channels(edge, outputOf(index), consumer));
            }
        }
        return List.copyOf(inputs.values());
    }

    /** Counts by position: a stream in union with itself has two edges that are equal. */
    private int outputOf(int edgeIndex) {
        int source = graph.edges().get(edgeIndex).source();
        return (int) graph.edges().subList(0, edgeIndex).stream()
                .filter(edge -> edge.source() == source)
                .count();
    }

    private List<ChannelSpec> channels(JobEdge edge, int output, Execution consumer) {
        EdgeChannels channels = channelsOf(edge);
        List<ChannelSpec> specs = new ArrayList<>();
        for (int index : channels.producersOf(consumer.subtask())) {
            Execution producer = executions.executionsOf(edge.source()).get(index);
            TaskManagerPeer peer = producer.deployedSlot().taskManager();
            specs.add(new ChannelSpec(
                    producer.id(),
                    output,
                    channels.subpartition(index, consumer.subtask()),
                    producer.name(),
                    peer.id(),
                    peer.dataHost(),
                    peer.dataPort()));
        }
        return specs;
    }

    private List<OutputSpec> outputs(Execution producer) {
        List<OutputSpec> specs = new ArrayList<>();
        for (JobEdge edge : graph.outputsOf(producer.subtaskId().vertex())) {
            JobVertex target = graph.vertices().get(edge.target());
            List<Integer> consumers = channelsOf(edge).consumersOf(producer.subtask());
            specs.add(OutputSpec.newBuilder()
                    .setOutput(specs.size())
                    .setOperatorIndex(edge.sourceOperator())
                    .setSideOutput(edge.sideOutput())
                    .setPartitioning(buffer(edge.partitioning()))
                    .setRecordType(buffer(edge.recordType()))
                    .setConsumerTaskManagers(consumers.stream()
                            .map(consumer -> taskManagerOf(edge.target(), consumer))
                            .toList())
                    .setConsumerSubtasks(consumers)
                    .setConsumerParallelism(target.parallelism())
                    .setConsumerMaxParallelism(target.maxParallelism())
                    .build());
        }
        return specs;
    }

    private String taskManagerOf(int vertex, int subtask) {
        return executions
                .executionsOf(vertex)
                .get(subtask)
                .deployedSlot()
                .taskManager()
                .id();
    }

    private EdgeChannels channelsOf(JobEdge edge) {
        return new EdgeChannels(
                graph.vertices().get(edge.source()).parallelism(),
                graph.vertices().get(edge.target()).parallelism(),
                edge.pointwise());
    }

    private static ByteBuffer buffer(OpaqueBytes bytes) {
        return ByteBuffer.wrap(bytes.toByteArray());
    }
}
