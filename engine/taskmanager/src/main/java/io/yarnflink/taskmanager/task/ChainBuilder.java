package io.yarnflink.taskmanager.task;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.RuntimeSettings;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.taskmanager.chain.CopyingInput;
import io.yarnflink.taskmanager.chain.FailureKind;
import io.yarnflink.taskmanager.chain.FanOut;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.chain.WithSideOutputs;
import io.yarnflink.taskmanager.channels.Consumer;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.channels.Producer;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.InputGate;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.TaskBarriers;
import io.yarnflink.taskmanager.operators.PolledSource;
import io.yarnflink.taskmanager.operators.SourceOperator;
import io.yarnflink.taskmanager.operators.legacy.SourceFunctionOperator;
import io.yarnflink.taskmanager.output.Distribution;
import io.yarnflink.taskmanager.output.ExchangeOutput;
import io.yarnflink.taskmanager.output.SentAtOnce;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.InputSpec;
import io.yarnflink.transport.protocol.OperatorSpec;
import io.yarnflink.transport.protocol.OutputSpec;
import io.yarnflink.transport.protocol.SubmitTask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns a task's description into operators that call each other, from the last to the first; task thread only. */
final class ChainBuilder {
    private final SubmitTask task;
    private final TaskEnvironment environment;
    private final JobExchange.TaskChannels channels;
    private final TaskBarriers barriers;
    private final SavedState saved;
    private final List<Outlet> outlets = new ArrayList<>();
    private final List<ExchangeOutput<Object>> exits = new ArrayList<>();

    ChainBuilder(
            SubmitTask task,
            TaskEnvironment environment,
            JobExchange.TaskChannels channels,
            TaskBarriers barriers,
            SavedState saved) {
        this.task = task;
        this.environment = environment;
        this.channels = channels;
        this.barriers = barriers;
        this.saved = saved;
    }

    Chain build() throws IOException {
        List<OperatorSpec> specs = task.getOperators();
        List<OperatorLifecycle> operators = new ArrayList<>();
        // The inputs of operators 1 and later; the head reads a source or other tasks.
        List<Input<Object>> inputs = new ArrayList<>();
        for (int i = specs.size() - 1; i > 0; i--) {
            Emission emission = emissionOf(i, inputs);
            Operators.OneInput made =
                    Operators.oneInput(descriptor(specs.get(i)), context(specs.get(i), emission), emission.output());
            operators.add(0, added(made.operator()));
            inputs.add(0, made.input());
        }
        Emission emission = emissionOf(0, inputs);
        Head head = head(specs.get(0), emission, operators);
        // From the first operator to the last channel: what drains may fill those after it.
        Collections.reverse(outlets);
        return new Chain(head, operators, exits, new Outlets(outlets));
    }

    private Head head(OperatorSpec spec, Emission emission, List<OperatorLifecycle> operators) throws IOException {
        OperatorDescriptor descriptor = descriptor(spec);
        OperatorContext context = context(spec, emission);
        if (descriptor.isSource()) {
            PolledSource source = source(spec, descriptor, context, emission.output());
            operators.add(0, source);
            return new SourceHead(source);
        }
        if (Operators.hasTwoInputs(descriptor)) {
            RuntimeSettings.InputOrder order = settings(spec).inputOrder();
            Operators.TwoInputs made = Operators.twoInputs(descriptor, context, emission.output());
            operators.add(0, added(made.operator()));
            return new TwoGateHead(gate(0), made.first(), gate(1), made.second(), order);
        }
        Operators.OneInput made = Operators.oneInput(descriptor, context, emission.output());
        operators.add(0, added(made.operator()));
        return new GateHead(gate(0), made.input());
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private PolledSource source(
            OperatorSpec spec, OperatorDescriptor descriptor, OperatorContext context, Input<Object> output) {
        if (descriptor instanceof OperatorDescriptor.SourceLoop<?> loop) {
            return new SourceFunctionOperator<>(
                    context,
                    (SourceFunction<Object>) loop.function(),
                    serializer(spec.getName(), spec.getOutputType()),
                    output);
        }
        return new SourceOperator<>(context, (OperatorDescriptor.SourceRead<Object>) descriptor, output);
    }

    private OperatorContext context(OperatorSpec spec, Emission emission) {
        return new OperatorContext(
                new OperatorContext.Identity(
                        spec.getId(), spec.getName(), settings(spec).metricVariables()),
                environment,
                emission.sides(),
                saved.of(spec.getId()).orElse(null));
    }

    private RuntimeSettings settings(OperatorSpec spec) {
        return spec.getSettings().hasRemaining()
                ? decode(spec.getName(), spec.getSettings(), RuntimeSettings.class)
                : RuntimeSettings.STANDARD;
    }

    private OperatorLifecycle added(OperatorLifecycle operator) {
        if (operator instanceof Outlet outlet) {
            outlets.add(outlet);
        }
        return operator;
    }

    /** Where an operator emits to: operators of the chain, channels to other tasks, or both; and its side outputs. */
    private record Emission(Input<Object> output, SideOutputs sides) {}

    private Emission emissionOf(int index, List<Input<Object>> laterInputs) {
        List<OperatorSpec> specs = task.getOperators();
        List<Input<Object>> main = new ArrayList<>();
        Map<String, List<Input<Object>>> sides = new LinkedHashMap<>();
        for (int next : specs.get(index).getNext()) {
            // The list holds the inputs of operators index + 1 and later.
            Input<Object> target = laterInputs.get(next - index - 1);
            Optional<OutputTag<?>> tag = readTag(specs.get(next));
            targets(tag.map(OutputTag::getId).orElse(""), main, sides).add(chained(specs.get(index), tag, target));
        }
        for (OutputSpec output : task.getOutputs()) {
            if (output.getOperatorIndex() == index) {
                targets(output.getSideOutput(), main, sides).add(exchange(specs.get(index), output));
            }
        }
        if (sides.isEmpty()) {
            return new Emission(all(main), new SideOutputs(Map.of()));
        }
        Map<String, Input<Object>> merged = new LinkedHashMap<>();
        sides.forEach((id, inputs) -> merged.put(id, all(inputs)));
        SideOutputs sideOutputs = new SideOutputs(merged);
        return new Emission(new WithSideOutputs<>(all(main), sideOutputs), sideOutputs);
    }

    private static List<Input<Object>> targets(
            String sideOutput, List<Input<Object>> main, Map<String, List<Input<Object>>> sides) {
        return sideOutput.isEmpty() ? main : sides.computeIfAbsent(sideOutput, absent -> new ArrayList<>());
    }

    private static Input<Object> all(List<Input<Object>> targets) {
        return targets.size() == 1 ? targets.get(0) : new FanOut<>(targets);
    }

    /** The side output that an operator reads of the one before it; empty when it reads the main one. */
    private Optional<OutputTag<?>> readTag(OperatorSpec spec) {
        return spec.getReadTag().hasRemaining()
                ? Optional.of(decode(spec.getName(), spec.getReadTag(), OutputTag.class))
                : Optional.empty();
    }

    private Input<Object> chained(OperatorSpec producer, Optional<OutputTag<?>> tag, Input<Object> target) {
        if (environment.executionConfig().isObjectReuseEnabled()) {
            return target;
        }
        TypeSerializer<Object> serializer = tag.isPresent()
                ? serializer(tag.get().getTypeInfo())
                : serializer(producer.getName(), producer.getOutputType());
        return serializer.isImmutableType() ? target : new CopyingInput<>(producer.getName(), serializer, target);
    }

    private Input<Object> exchange(OperatorSpec producer, OutputSpec spec) {
        String operatorName = producer.getName();
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
        ExchangeOutput<Object> target =
                distribution.over(opened, task.getExecutionId().hashCode());
        exits.add(target);
        return settings(producer).sendsAtOnce() ? new SentAtOnce<>(target, opened) : target;
    }

    private InputGate gate(int index) throws IOException {
        List<InputChannel> opened = new ArrayList<>();
        for (InputSpec input : task.getInputs()) {
            if (input.getInput() != index) {
                continue;
            }
            TypeSerializer<Object> serializer = serializer(task.getVertexName(), input.getRecordType());
            for (ChannelSpec channel : input.getChannels()) {
                opened.add(channels.input(producer(channel), serializer));
            }
        }
        InputGate gate = new InputGate(opened, barriers);
        for (TaskSnapshot.ChannelPart underWay : saved.channels()) {
            if (underWay.input() == index) {
                gate.resume(underWay.channel(), underWay.bytes());
            }
        }
        return gate;
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

    private TypeSerializer<Object> serializer(String operatorName, ByteBuffer type) {
        return serializer(decode(operatorName, type, TypeInformation.class));
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(environment.executionConfig());
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
