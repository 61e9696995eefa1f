package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OperatorSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.SubmitTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Describes one task as a JobMaster would. */
public final class TaskDescription {
    public static final String JOB = "0000000000000000000000000000002a";

    private final String executionId;
    private final List<OperatorSpec> operators = new ArrayList<>();
    private final List<InputSpec> inputs = new ArrayList<>();
    private final List<OutputSpec> outputs = new ArrayList<>();
    private int subtask;
    private int parallelism = 1;
    private int maxParallelism = 128;
    private ExecutionConfig executionConfig = new ExecutionConfig();
    private @Nullable CheckpointSpec checkpoints;
    private ByteBuffer restore = ByteBuffer.allocate(0);

    public TaskDescription(String executionId) {
        this.executionId = executionId;
    }

    /** Adds an operator; {@code next} are the indices of those of the chain that read it. */
    public TaskDescription operator(
            String name, OperatorDescriptor descriptor, TypeInformation<?> outputType, Integer... next) {
        operators.add(new OperatorSpec(
                "id-" + operators.size(),
                name,
                descriptor.isSource(),
                bytes(descriptor),
                bytes(outputType),
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(0),
                List.of(next)));
        return this;
    }

    /** Reads the subpartition {@code subpartition} of output 0 of each producer. */
    public TaskDescription input(
            TypeInformation<?> type, String taskManager, String host, int subpartition, String... producers) {
        return inputOf(0, type, taskManager, host, subpartition, producers);
    }

    /** As above, for input 0 or 1. */
    public TaskDescription inputOf(
            int input,
            TypeInformation<?> type,
            String taskManager,
            String host,
            int subpartition,
            String... producers) {
        List<ChannelSpec> channels = Arrays.stream(producers)
                .map(producer -> new ChannelSpec(producer, 0, subpartition, producer, taskManager, host, 1))
                .toList();
        inputs.add(new InputSpec(input, bytes(type), channels));
        return this;
    }

    /** Emits what operator {@code operatorIndex} emits to one consumer in each of the TaskManagers. */
    public TaskDescription output(
            int operatorIndex, Partitioning partitioning, TypeInformation<?> type, String... taskManagers) {
        outputs.add(new OutputSpec(
                outputs.size(),
                operatorIndex,
                "",
                bytes(partitioning),
                bytes(type),
                List.of(taskManagers),
                IntStream.range(0, taskManagers.length).boxed().toList(),
                taskManagers.length,
                128));
        return this;
    }

    public TaskDescription subtask(int index, int ofParallelism) {
        subtask = index;
        parallelism = ofParallelism;
        return this;
    }

    /** The task takes checkpoints; exactly once and always aligned unless told otherwise. */
    public TaskDescription checkpoints(CheckpointSpec spec) {
        checkpoints = spec;
        return this;
    }

    public TaskDescription restore(byte[] encoded) {
        restore = ByteBuffer.wrap(encoded);
        return this;
    }

    public TaskDescription objectReuse() {
        executionConfig.enableObjectReuse();
        return this;
    }

    public SubmitTask submit(String allocationId, PeerAddress jobMaster) {
        return SubmitTask.newBuilder()
                .setJobId(JOB)
                .setJobName("job")
                .setExecutionId(executionId)
                .setAllocationId(allocationId)
                .setVertex(0)
                .setVertexName("vertex")
                .setSubtask(subtask)
                .setParallelism(parallelism)
                .setMaxParallelism(maxParallelism)
                .setAttempt(0)
                .setExecutionConfig(bytes(executionConfig))
                .setJobMaster(jobMaster)
                .setOperators(operators)
                .setInputs(inputs)
                .setOutputs(outputs)
                .setCheckpoints(checkpoints)
                .setRestore(restore)
                .build();
    }

    public SubmitTask submit() {
        return submit("allocation", new PeerAddress("jm", 1, "job-master"));
    }

    public TaskDescription with(ExecutionConfig config) {
        executionConfig = config;
        return this;
    }

    private static ByteBuffer bytes(Object object) {
        return ByteBuffer.wrap(UserCode.serialize(object, "The test's object"));
    }
}
