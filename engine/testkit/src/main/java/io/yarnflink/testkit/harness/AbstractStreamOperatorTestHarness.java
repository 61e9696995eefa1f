package io.yarnflink.testkit.harness;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.metrics.Counter;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.rocksdb.RocksDbBackends;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorException;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.ProcessingTimed;
import io.yarnflink.taskmanager.chain.RestoredState;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.chain.Timers;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.taskmanager.task.Operators;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operator in the test's own thread: what is put in is worked on at once, time stands where the test put it, and
 * the state can be taken and restored into another harness at any point, with any parallelism.
 */
public abstract class AbstractStreamOperatorTestHarness<OUT> implements AutoCloseable {
    private static final int MAX_PARALLELISM = 128;

    private final TestedOperator tested;
    private final SubtaskInfo subtask;
    private static final long ROCKSDB_MEMORY = 16 << 20;

    private final RocksDbBackends backends = new RocksDbBackends(
            new Configuration(), Path.of(System.getProperty("java.io.tmpdir")), ROCKSDB_MEMORY, Runnable::run);
    private final ExecutionConfig executionConfig = new ExecutionConfig();
    private final HarnessClock clock = new HarnessClock();
    private final HarnessTurns turns;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Map<String, Captured> sides = new HashMap<>();
    private @Nullable Captured output;
    private @Nullable RestoredState restored;
    private @Nullable OperatorLifecycle operator;
    private List<Input<Object>> inputs = List.of();
    private final long[] watermarks = {Long.MIN_VALUE, Long.MIN_VALUE};

    AbstractStreamOperatorTestHarness(TestedOperator tested, int maxParallelism, int parallelism, int subtaskIndex) {
        this.tested = tested;
        subtask = new SubtaskInfo(tested.name(), subtaskIndex, parallelism, maxParallelism, 0, "harness");
        turns = new HarnessTurns(tested.name());
        executionConfig.setParallelism(parallelism);
        executionConfig.setMaxParallelism(maxParallelism);
    }

    AbstractStreamOperatorTestHarness(TestedOperator tested) {
        this(tested, MAX_PARALLELISM, 1, 0);
    }

    /** There is nothing to set up; here for tests that say so. */
    public void setup() {}

    /** Begins without state. */
    public void initializeEmptyState() {
        checkNotOpen();
        restored = null;
    }

    /** Goes on from what {@link #snapshot} or {@link #repackageState} gave; this subtask takes its share. */
    public void initializeState(OperatorSubtaskState state) {
        checkNotOpen();
        restored = state.of(
                subtask.getIndexOfThisSubtask(),
                subtask.getNumberOfParallelSubtasks(),
                subtask.getMaxNumberOfParallelSubtasks());
    }

    /** The states of all subtasks as one, which any number of subtasks can go on from. */
    public static OperatorSubtaskState repackageState(OperatorSubtaskState... states) {
        return OperatorSubtaskState.joined(List.of(states));
    }

    /** The part of {@code state} that one of {@code newParallelism} subtasks goes on from. */
    public static OperatorSubtaskState repartitionOperatorState(
            OperatorSubtaskState state, int maxParallelism, int newParallelism, int subtaskIndex) {
        return state.part(subtaskIndex, newParallelism, maxParallelism);
    }

    private void checkNotOpen() {
        if (operator != null) {
            throw new IllegalStateException("State can only be restored before open()");
        }
    }

    /** Makes the operator, restores its state and opens it; once is enough. */
    @SuppressWarnings("unchecked") // Here all records are objects.
    public void open() throws Exception {
        if (operator != null) {
            return;
        }
        Captured captured = new Captured(
                tested.outputType() == null
                        ? null
                        : (TypeSerializer<Object>) tested.outputType().createSerializer(executionConfig));
        output = captured;
        calling(() -> {
            OperatorContext context = new OperatorContext(
                    tested.name(),
                    environment(),
                    new SideOutputs((String id) -> sides.computeIfAbsent(id, absent -> new Captured(null))),
                    restored);
            OperatorLifecycle made;
            if (Operators.hasTwoInputs(tested.descriptor())) {
                Operators.TwoInputs two = Operators.twoInputs(tested.descriptor(), context, captured);
                inputs = List.of(two.first(), two.second());
                made = two.operator();
            } else {
                Operators.OneInput one = Operators.oneInput(tested.descriptor(), context, captured);
                inputs = List.of(one.input());
                made = one.operator();
            }
            operator = made;
            made.open();
        });
    }

    private TaskEnvironment environment() {
        PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new TaskEnvironment(
                new NamedJob(new JobID(0, 1), "harness"),
                subtask,
                executionConfig,
                new JobClasses(getClass().getClassLoader()),
                new ProcessEnvironment(clock, "localhost", stream, stream, backends),
                new NoJobMaster(),
                turns);
    }

    /** A call into the operator. */
    @FunctionalInterface
    interface OperatorCall {
        void run();
    }

    /** Lets go of what can be emitted then; what user code threw comes out as it was thrown. */
    private void calling(OperatorCall call) throws Exception {
        try {
            call.run();
            if (operator instanceof Outlet outlet) {
                outlet.drain();
            }
        } catch (OperatorException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private OperatorLifecycle running() {
        if (operator == null) {
            throw new IllegalStateException("The operator is not open; call open() first");
        }
        return operator;
    }

    final void process(int input, Object value, long timestamp) throws Exception {
        running();
        calling(() -> inputs.get(input).process(value, timestamp));
    }

    /** One that does not rise is ignored, as channels between tasks do. */
    final void watermark(int input, long timestamp) throws Exception {
        running();
        if (timestamp <= watermarks[input]) {
            return;
        }
        watermarks[input] = timestamp;
        calling(() -> inputs.get(input).watermark(timestamp));
    }

    final long currentWatermark(int input) {
        return watermarks[input];
    }

    final void status(int input, WatermarkStatus status) throws Exception {
        running();
        calling(() -> inputs.get(input).status(status));
    }

    final void end(int input) throws Exception {
        running();
        calling(() -> inputs.get(input).endOfInput());
    }

    /** Moves the clock and lets the timers fire that are due then. */
    public void setProcessingTime(long time) throws Exception {
        clock.set(time);
        if (operator instanceof ProcessingTimed timed) {
            calling(() -> timed.advanceProcessingTime(time));
        }
    }

    public long getProcessingTime() {
        return clock.wallMillis();
    }

    /** Emits what asynchronous requests of other threads have answered meanwhile. */
    public void takeAnswers() throws Exception {
        running();
        calling(() -> {});
    }

    /** How long a record waits for room among asynchronous requests before the test fails; 10 seconds unless set. */
    public void setPatience(Duration patience) {
        turns.waitAtMost(patience);
    }

    /** Writes all state of the operator, as a checkpoint between two records would. */
    public OperatorSubtaskState snapshot(long checkpointId, long timestamp) throws Exception {
        OperatorLifecycle current = running();
        List<OperatorSnapshot> parts = new ArrayList<>();
        calling(() -> {
            current.beforeBarrier(checkpointId, prepared -> {});
            parts.add(current.snapshot(new Checkpoint(checkpointId, timestamp)).inMemory());
        });
        return new OperatorSubtaskState(parts, subtask.getNumberOfParallelSubtasks(), checkpointId);
    }

    private record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}

    public void notifyOfCompletedCheckpoint(long checkpointId) throws Exception {
        OperatorLifecycle current = running();
        calling(() -> current.checkpointCompleted(checkpointId));
    }

    public void notifyOfAbortedCheckpoint(long checkpointId) throws Exception {
        OperatorLifecycle current = running();
        calling(() -> current.checkpointAborted(checkpointId));
    }

    @Override
    public void close() throws Exception {
        OperatorLifecycle current = operator;
        if (current != null) {
            operator = null;
            try {
                calling(current::close);
            } finally {
                current.context().closeState();
                backends.close();
            }
        }
    }

    /** Records as {@link StreamRecord}, watermarks as {@link Watermark}, and status changes, in their order; may be cleared. */
    public ConcurrentLinkedQueue<Object> getOutput() {
        return output == null ? new ConcurrentLinkedQueue<>() : output.elements();
    }

    /** What was emitted to the tag; empty when nothing was. */
    @SuppressWarnings("unchecked") // The tag says of which type its records are.
    public <X> ConcurrentLinkedQueue<StreamRecord<X>> getSideOutput(OutputTag<X> tag) {
        Captured side = sides.computeIfAbsent(tag.getId(), absent -> new Captured(null));
        return (ConcurrentLinkedQueue<StreamRecord<X>>) (ConcurrentLinkedQueue<?>) side.elements();
    }

    /** The records that were emitted, without watermarks. */
    @SuppressWarnings("unchecked") // The operator emits records of its output type.
    public List<StreamRecord<? extends OUT>> extractOutputStreamRecords() {
        List<StreamRecord<? extends OUT>> records = new ArrayList<>();
        for (Object element : getOutput()) {
            if (element instanceof StreamRecord<?> found) {
                records.add((StreamRecord<? extends OUT>) found);
            }
        }
        return records;
    }

    /** The values that were emitted. */
    public List<OUT> extractOutputValues() {
        List<OUT> values = new ArrayList<>();
        extractOutputStreamRecords().forEach(found -> values.add(found.getValue()));
        return values;
    }

    final Map<String, List<StreamRecord<?>>> sideOutputs() {
        Map<String, List<StreamRecord<?>>> found = new HashMap<>();
        sides.forEach((id, side) -> side.elements()
                .forEach(element ->
                        found.computeIfAbsent(id, absent -> new ArrayList<>()).add((StreamRecord<?>) element)));
        return found;
    }

    /** What the operator printed. */
    public String getPrinted() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** How many event-time timers wait, of all keys. */
    public int numEventTimeTimers() {
        int count = 0;
        KeyContext<?> keys = running().context().keys();
        if (keys != null) {
            for (Timers<?, ?> timers : keys.allTimers()) {
                count += timers.eventTimeTimers();
            }
        }
        return count;
    }

    /** How many processing-time timers wait, of all keys. */
    public int numProcessingTimeTimers() {
        int count = 0;
        KeyContext<?> keys = running().context().keys();
        if (keys != null) {
            for (Timers<?, ?> timers : keys.allTimers()) {
                count += timers.processingTimeTimers();
            }
        }
        return count;
    }

    /** How many values the operator's keyed states hold, of all keys. */
    public int numKeyedStateEntries() {
        KeyContext<?> keys = running().context().keys();
        return keys == null ? 0 : Math.toIntExact(keys.state().size());
    }

    /** The broadcast state as this subtask has it. */
    public <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> descriptor) throws Exception {
        return running().context().operatorState().getBroadcastState(descriptor);
    }

    /** The counter of that name that the operator or its function defined. */
    public Optional<Counter> getCounter(String name) {
        return running()
                .context()
                .metrics()
                .find(name)
                .filter(Counter.class::isInstance)
                .map(Counter.class::cast);
    }

    /** To be changed before {@link #open}. */
    public ExecutionConfig getExecutionConfig() {
        return executionConfig;
    }
}
