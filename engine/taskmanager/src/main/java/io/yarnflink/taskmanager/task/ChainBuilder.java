package io.yarnflink.taskmanager.task;

import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.taskmanager.chain.CopyingInput;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.FanOut;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.Operator;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.channels.Consumer;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.channels.Producer;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.InputGate;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.operators.SourceOperator;
import io.yarnflink.taskmanager.output.Distribution;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OperatorSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.SubmitTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Turns a task's description into operators that call each other, from the last to the first; task thread only. */
final class ChainBuilder {
    private final SubmitTask task;
    private final TaskEnvironment environment;
    private final JobExchange.TaskChannels channels;
    private final List<Outlet> outlets = new ArrayList<>();

    ChainBuilder(SubmitTask task, TaskEnvironment environment, JobExchange.TaskChannels channels) {
        this.task = task;
        this.environment = environment;
        this.channels = channels;
    }

    Chain build() {
        List<OperatorSpec> specs = task.getOperators();
        List<OperatorLifecycle> operators = new ArrayList<>();
        List<Input<Object>> inputs = new ArrayList<>();
        for (int i = specs.size() - 1; i > 0; i--) {
            Operator<Object, Object> operator = operator(specs.get(i), outputOf(i, specs, inputs));
            operators.add(0, operator);
            inputs.add(0, operator);
        }
        // Inputs of operators 1 and later are known; the head reads a source or other tasks.
        Input<Object> output = outputOf(0, specs, inputs);
        OperatorSpec first = specs.get(0);
        if (descriptor(first) instanceof OperatorDescriptor.SourceRead<?> read) {
            SourceOperator<?, ?> source = source(first, read, output);
            operators.add(0, source);
            return new Chain(new SourceHead(source), operators, new Outlets(outlets));
        }
        Operator<Object, Object> head = operator(first, output);
        operators.add(0, head);
        return new Chain(new GateHead(gate(), head), operators, new Outlets(outlets));
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private SourceOperator<?, ?> source(
            OperatorSpec spec, OperatorDescriptor.SourceRead<?> read, Input<Object> output) {
        return new SourceOperator<>(
                new OperatorContext(spec.getName(), environment), (Source<Object, ?, ?>) read.source(), output);
    }

    private Operator<Object, Object> operator(OperatorSpec spec, Input<Object> output) {
        Operator<Object, Object> operator =
                Operators.create(descriptor(spec), new OperatorContext(spec.getName(), environment), output);
        if (operator instanceof Outlet outlet) {
            outlets.add(outlet);
        }
        return operator;
    }

    /** Where an operator emits to: operators of the chain, channels to other tasks, or both. */
    private Input<Object> outputOf(int index, List<OperatorSpec> specs, List<Input<Object>> laterInputs) {
        List<Input<Object>> targets = new ArrayList<>();
        for (int next : specs.get(index).getNext()) {
            // The list holds the inputs of operators index + 1 and later.
            Input<Object> target = laterInputs.get(next - index - 1);
            targets.add(task.getObjectReuse() ? target : copying(specs.get(index), target));
        }
        for (OutputSpec output : task.getOutputs()) {
            if (output.getOperatorIndex() == index) {
                targets.add(exchange(specs.get(index).getName(), output));
            }
        }
        return targets.size() == 1 ? targets.get(0) : new FanOut<>(targets);
    }

    private Input<Object> copying(OperatorSpec producer, Input<Object> target) {
        TypeSerializer<Object> serializer = serializer(producer.getName(), producer.getOutputType());
        return serializer.isImmutableType() ? target : new CopyingInput<>(producer.getName(), serializer, target);
    }

    private Input<Object> exchange(String operatorName, OutputSpec spec) {
        Distribution distribution = new Distribution(
                operatorName,
                task.getSubtask(),
                decode(operatorName, spec.getPartitioning(), Partitioning.class),
                spec.getConsumerSubtasks(),
                spec.getConsumerParallelism(),
                spec.getConsumerMaxParallelism());
        TypeSerializer<Object> serializer = serializer(operatorName, spec.getRecordType());
        List<OutputChannel<?>> opened = new ArrayList<>();
        for (int i = 0; i < spec.getConsumerTaskManagers().size(); i++) {
            SubpartitionId id = new SubpartitionId(task.getExecutionId(), spec.getOutput(), i);
            String taskManager = spec.getConsumerTaskManagers().get(i);
            String consumer = "consumer " + (spec.getConsumerSubtasks().get(i) + 1) + "/"
                    + spec.getConsumerParallelism() + " in TaskManager " + taskManager;
            opened.add(channels.output(new Consumer(id, taskManager, consumer), serializer, distribution.isKeyed()));
        }
        outlets.addAll(opened);
        return distribution.over(opened, task.getExecutionId().hashCode());
    }

    private InputGate gate() {
        List<InputChannel> opened = new ArrayList<>();
        for (InputSpec input : task.getInputs()) {
            TypeSerializer<Object> serializer = serializer(task.getVertexName(), input.getRecordType());
            for (ChannelSpec channel : input.getChannels()) {
                opened.add(channels.input(producer(channel), serializer));
            }
        }
        return new InputGate(opened);
    }

    private static Producer producer(ChannelSpec channel) {
        return new Producer(
                new SubpartitionId(channel.getProducerExecutionId(), channel.getOutput(), channel.getSubpartition()),
                channel.getTaskManagerId(),
                channel.getDataHost(),
                channel.getDataPort(),
                channel.getProducerName());
    }

    private OperatorDescriptor descriptor(OperatorSpec spec) {
        return decode(spec.getName(), spec.getDescriptor(), OperatorDescriptor.class);
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private TypeSerializer<Object> serializer(String operatorName, ByteBuffer type) {
        TypeInformation<?> information = decode(operatorName, type, TypeInformation.class);
        return (TypeSerializer<Object>) information.createSerializer(environment.executionConfig());
    }

    private <T> T decode(String operatorName, ByteBuffer serialized, Class<T> type) {
        byte[] bytes = new byte[serialized.remaining()];
        serialized.duplicate().get(bytes);
        try {
            return UserCode.deserialize(bytes, environment.userCode(), type);
        } catch (RuntimeException | LinkageError e) {
            throw new OperatorException(operatorName, FailureKind.USER_CODE, e);
        }
    }
}
