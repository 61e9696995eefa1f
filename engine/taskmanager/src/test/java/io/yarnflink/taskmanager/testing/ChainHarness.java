package io.yarnflink.taskmanager.testing;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.channels.Consumer;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.channels.Producer;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.taskmanager.task.CheckpointOrder;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.task.TakenCheckpoint;
import io.yarnflink.taskmanager.task.Task;
import io.yarnflink.taskmanager.task.TaskPlan;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.protocol.CheckpointSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a chain of operators as a task of its own: the test feeds it, steps it and reads what it emits. */
public final class ChainHarness {
    public final ManualClock clock = new ManualClock();
    public final RecordingGateway gateway = new RecordingGateway();
    public final RecordingListener listener = new RecordingListener();
    public final SteppedLane lane = new SteppedLane();
    private final FakeDataNetwork network = new FakeDataNetwork.Processes().start("host", 1);
    private final JobExchange exchange = new JobExchange("tm", network, new ExchangeSettings(4, 1024, 1000));
    private final JobExchange.TaskChannels peers = exchange.channelsOf(outlet -> {}, () -> {});
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TaskDescription description = new TaskDescription("execution");
    private int unreadable;
    private SavedState saved = SavedState.NONE;
    private int operators;
    private final List<OutputChannel<?>> inputs = new ArrayList<>();
    private @Nullable InputChannel output;
    private @Nullable Task task;

    /** A type's serializer as channels take it. */
    @SuppressWarnings("unchecked") // Channels carry records of any type.
    public static TypeSerializer<Object> serializer(TypeInformation<?> type) {
        return (TypeSerializer<Object>) type.createSerializer(new ExecutionConfig());
    }

    /** The chain's head reads records of this type from the test. */
    public ChainHarness reading(TypeInformation<?> type, boolean keyed) {
        return reading(type, keyed, "producer");
    }

    /** As above, from one channel of each producer. */
    public ChainHarness reading(TypeInformation<?> type, boolean keyed, String... producers) {
        description.input(type, "tm", "host", 0, producers);
        for (String producer : producers) {
            SubpartitionId id = new SubpartitionId(producer, 0, 0);
            inputs.add(peers.output(new Consumer(id, "tm", "task"), serializer(type), keyed));
        }
        return this;
    }

    /** Adds an operator that reads the one before it. */
    public ChainHarness then(String name, OperatorDescriptor descriptor, TypeInformation<?> outputType) {
        operators++;
        return add(name, descriptor, outputType, operators);
    }

    /** Adds the chain's last operator, whose output the test reads. */
    public ChainHarness last(String name, OperatorDescriptor descriptor, TypeInformation<?> outputType) {
        add(name, descriptor, outputType);
        description.output(operators, new Partitioning.Forward(), outputType, "tm");
        SubpartitionId id = new SubpartitionId("execution", 0, 0);
        output = peers.input(new Producer(id, "tm", "host", 1, "task"), serializer(outputType));
        operators++;
        return this;
    }

    /** Adds an operator as it is. */
    public ChainHarness add(
            String name, OperatorDescriptor descriptor, TypeInformation<?> outputType, Integer... next) {
        description.operator(name, descriptor, outputType, next);
        return this;
    }

    public ChainHarness objectReuse() {
        description.objectReuse();
        return this;
    }

    public ChainHarness subtask(int index, int parallelism) {
        description.subtask(index, parallelism);
        return this;
    }

    /** The task takes checkpoints, exactly once and always aligned. */
    public ChainHarness checkpointing() {
        return checkpointing(true);
    }

    /** {@code waitAtEnd}: whether its end waits for a checkpoint. */
    public ChainHarness checkpointing(boolean waitAtEnd) {
        description.checkpoints(new CheckpointSpec(true, -1L, "", waitAtEnd, 256L << 20, false));
        return this;
    }

    /** The task takes checkpoints, exactly once and without waiting for barriers. */
    public ChainHarness unaligned() {
        description.checkpoints(new CheckpointSpec(true, 0L, "", true, 256L << 20, false));
        return this;
    }

    /** What the task goes on from cannot be read so many times. */
    public ChainHarness unreadable(int times) {
        unreadable = times;
        return this;
    }

    /** The task goes on from this. */
    public ChainHarness restoring(SavedState from) {
        description.restore(new byte[] {1});
        saved = from;
        return this;
    }

    public void announce(long checkpointId) {
        task().announce(new CheckpointOrder(new Barrier(checkpointId, 0, false, false), false, clock.nanos()));
    }

    public void barrier(long checkpointId) {
        barrier(0, checkpointId);
    }

    public void barrier(int channel, long checkpointId) {
        inputs.get(channel).emit(new Barrier(checkpointId, 0, false, false));
    }

    /** The barrier of a savepoint that the job stops with. */
    public void lastBarrier(long checkpointId) {
        input().emit(new Barrier(checkpointId, 0, true, true));
    }

    /** What a task would go on from after that checkpoint. */
    public static SavedState saved(TakenCheckpoint taken) {
        Map<String, OperatorSnapshot> operators = new HashMap<>();
        taken.snapshot()
                .operators()
                .forEach(
                        part -> operators.put(part.operatorId(), part.snapshot().inMemory()));
        return new SavedState(
                taken.checkpointId(), taken.ended(), operators, taken.snapshot().channels());
    }

    public Task start() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Task started = new Task(
                new TaskPlan(description.submit(), restore -> {
                    if (unreadable-- > 0) {
                        throw new IOException("the storage is away");
                    }
                    return saved;
                }),
                new JobClasses(ChainHarness.class.getClassLoader()),
                new ProcessEnvironment(clock, "host", stream, stream),
                gateway,
                lane,
                exchange.channelsOf(lane, lane),
                listener);
        task = started;
        lane.start(started);
        return started;
    }

    public Task task() {
        return task == null ? start() : task;
    }

    public void send(Object value, long timestamp) {
        input().append(value, timestamp, KeyGroups.hash(value));
        input().flush();
    }

    public void send(Object value) {
        send(value, RecordBatch.NO_TIMESTAMP);
    }

    /** Sends a record of a stream that is keyed by {@code key}. */
    public void sendKeyed(Object key, Object value, long timestamp) {
        input().append(value, timestamp, KeyGroups.hash(key));
        input().flush();
    }

    public void watermark(long timestamp) {
        input().emit(new Watermark(timestamp));
    }

    /** The end of bounded input: the final watermark, then the end. */
    public void end() {
        watermark(Long.MAX_VALUE);
        input().emit(EndOfInput.INSTANCE);
    }

    /** Lets the task work until it idles or ends. */
    public Progress run() {
        task();
        return lane.run();
    }

    /** Lets the task work and says what it emitted: values with timestamps, watermarks as {@code W5}, the end as END. */
    public List<String> emitted() {
        run();
        return emittedSoFar();
    }

    /** As above, of what it has done by now. */
    public List<String> emittedSoFar() {
        List<String> emitted = new ArrayList<>();
        InputChannel channel = output;
        Element element = channel == null ? null : channel.poll();
        while (channel != null && element != null) {
            if (element instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    long timestamp = batch.timestamp(i);
                    emitted.add(batch.value(i) + (timestamp == RecordBatch.NO_TIMESTAMP ? "" : "@" + timestamp));
                }
            } else if (element instanceof Watermark watermark) {
                emitted.add(watermark.timestamp() == Long.MAX_VALUE ? "WMAX" : "W" + watermark.timestamp());
            } else if (element instanceof WatermarkStatus status) {
                emitted.add(status.name());
            } else if (element instanceof Barrier barrier) {
                emitted.add("B" + barrier.checkpointId());
            } else {
                emitted.add("END");
            }
            element = channel.poll();
        }
        return emitted;
    }

    /** The records that it emitted, without anything else. */
    public List<Object> values() {
        run();
        List<Object> values = new ArrayList<>();
        InputChannel channel = output;
        Element element = channel == null ? null : channel.poll();
        while (channel != null && element != null) {
            if (element instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    values.add(batch.value(i));
                }
            }
            element = channel.poll();
        }
        return values;
    }

    public List<String> printedLines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private OutputChannel<?> input() {
        if (inputs.isEmpty()) {
            throw new IllegalStateException("the chain reads no channel");
        }
        return inputs.get(0);
    }
}
