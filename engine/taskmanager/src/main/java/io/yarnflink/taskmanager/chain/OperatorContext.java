package io.yarnflink.taskmanager.chain;

import io.yarnflink.api.accumulators.Accumulator;
import io.yarnflink.api.accumulators.DoubleCounter;
import io.yarnflink.api.accumulators.Histogram;
import io.yarnflink.api.accumulators.IntCounter;
import io.yarnflink.api.accumulators.LongCounter;
import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.spi.FinalAccumulators;
import io.yarnflink.api.state.AggregatingState;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.OperatorStateStore;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.StateInitializationContext;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorState;
import io.yarnflink.state.OperatorStateSnapshot;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one operator knows and what its functions may ask; task thread only. */
public final class OperatorContext implements RuntimeContext {
    private final String operatorId;
    private final String operatorName;
    private final TaskEnvironment environment;
    private final SideOutputs sideOutputs;
    private final Emissions emissions = new Emissions();
    private final OperatorState operatorState;
    private final OperatorMetrics metrics;
    private final Accumulators accumulators;
    private final @Nullable RestoredState restored;
    private @Nullable KeyContext<?> keys;

    public OperatorContext(String operatorName, TaskEnvironment environment, SideOutputs sideOutputs) {
        this(operatorName, environment, sideOutputs, null);
    }

    public OperatorContext(
            String operatorName,
            TaskEnvironment environment,
            SideOutputs sideOutputs,
            @Nullable RestoredState restored) {
        this(new Identity(operatorName, operatorName, Map.of()), environment, sideOutputs, restored);
    }

    /** What an operator is called: in checkpoints, by people, and in metrics. */
    public record Identity(String id, String name, Map<String, String> metricVariables) {}

    /** Goes on from {@code restored}, if there is something. */
    public OperatorContext(
            Identity identity, TaskEnvironment environment, SideOutputs sideOutputs, @Nullable RestoredState restored) {
        this.restored = restored;
        operatorId = identity.id();
        operatorName = identity.name();
        this.environment = environment;
        this.sideOutputs = sideOutputs;
        operatorState = new OperatorState(
                environment.executionConfig(),
                restored == null
                        ? new OperatorStateSnapshot()
                        : restored.state().operatorState());
        metrics = new OperatorMetrics(List.of(operatorName), bracketed(identity.metricVariables()));
        accumulators = new Accumulators(operatorName);
    }

    private static Map<String, String> bracketed(Map<String, String> variables) {
        Map<String, String> bracketed = new TreeMap<>();
        variables.forEach((name, value) -> bracketed.put("<" + name + ">", value));
        return bracketed;
    }

    public String operatorId() {
        return operatorId;
    }

    public String operatorName() {
        return operatorName;
    }

    public TaskEnvironment environment() {
        return environment;
    }

    /** What fails behind this operator's outputs while its user code runs. */
    public Emissions emissions() {
        return emissions;
    }

    /** Emits to a side output. */
    public <X> void emit(OutputTag<X> tag, X value, long timestamp) {
        Input<Object> output = sideOutputs.of(tag);
        if (output == null) {
            return;
        }
        try {
            output.process(value, timestamp);
        } catch (RuntimeException | Error e) {
            emissions.failed(e);
            throw e;
        }
    }

    /** Lets functions of this operator have state and timers of keys of that type. */
    public <K> KeyContext<K> useKeys(TypeInformation<K> keyType) {
        TaskInfo task = environment.taskInfo();
        TypeSerializer<K> serializer = keyType.createSerializer(environment.executionConfig());
        Clock clock = environment.process().clock();
        int maxParallelism = task.getMaxNumberOfParallelSubtasks();
        KeyGroupRange range =
                KeyGroups.rangeOf(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks(), maxParallelism);
        KeyedState<K> state = new KeyedState<>(
                range,
                maxParallelism,
                serializer,
                environment.executionConfig(),
                clock,
                environment
                        .process()
                        .backends()
                        .of(environment.executionConfig().jobConfiguration())
                        .orElse(null));
        if (restored != null) {
            restored.state().keyGroups().forEach(state::restore);
            restored.state().nativeFiles().forEach(state::restore);
        }
        KeyContext<K> made =
                new KeyContext<>(state, clock, environment.executionConfig().isBatch());
        keys = made;
        return made;
    }

    public OperatorMetrics metrics() {
        return metrics;
    }

    public OperatorState operatorState() {
        return operatorState;
    }

    /** What {@code initializeState} is given. */
    public StateInitializationContext initialization() {
        return new Initialization(restoredCheckpointId(), operatorState, this);
    }

    /** The checkpoint that the operator goes on from. */
    public OptionalLong restoredCheckpointId() {
        return restored == null ? OptionalLong.empty() : OptionalLong.of(restored.checkpointId());
    }

    public boolean isRestored() {
        return restored != null;
    }

    /** The keyed state and timers of this operator; null when it has none. */
    public @Nullable KeyContext<?> keys() {
        return keys;
    }

    /** All states as they are now; what is handed out does not change any more. */
    OperatorSnapshot snapshot(boolean whole) throws IOException {
        OperatorStateSnapshot unkeyed = operatorState.snapshot();
        return keys == null
                ? OperatorSnapshot.unkeyed(unkeyed)
                : new OperatorSnapshot(keys.state().snapshot(whole), unkeyed);
    }

    /** Lets go of what its state has beside the heap; also when the operator never opened. */
    public void closeState() {
        if (keys != null) {
            keys.state().close();
        }
    }

    private record Initialization(
            OptionalLong getRestoredCheckpointId, OperatorStateStore getOperatorStateStore, OperatorContext context)
            implements StateInitializationContext {
        @Override
        public KeyedStateStore getKeyedStateStore() {
            return context.keyedStates("state");
        }
    }

    private KeyedStateStore keyedStates(String stateName) {
        KeyContext<?> known = keys;
        if (known == null) {
            throw new IllegalStateException("Operator '" + operatorName + "' asks for keyed state '" + stateName
                    + "', but its input has no key; call keyBy before it");
        }
        return known.state().global();
    }

    public boolean accumulates() {
        return !accumulators.isEmpty();
    }

    /** What the accumulators of this operator have come to. */
    public List<FinalAccumulators.Owned> accumulated() {
        return accumulators.all();
    }

    @Override
    public JobInfo getJobInfo() {
        return environment.job();
    }

    @Override
    public TaskInfo getTaskInfo() {
        return environment.taskInfo();
    }

    @Override
    public ClassLoader getUserCodeClassLoader() {
        return environment.userCode();
    }

    @Override
    public void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook) {
        environment.classes().onRelease(releaseHookName, releaseHook);
    }

    @Override
    public <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator) {
        accumulators.add(name, accumulator);
    }

    @Override
    @SuppressWarnings("unchecked") // The caller names the types that the accumulator was added with.
    public <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name) {
        return (Accumulator<V, A>) accumulators.get(name);
    }

    @Override
    public IntCounter getIntCounter(String name) {
        return accumulators.getOrAdd(name, IntCounter.class, IntCounter::new);
    }

    @Override
    public LongCounter getLongCounter(String name) {
        return accumulators.getOrAdd(name, LongCounter.class, LongCounter::new);
    }

    @Override
    public DoubleCounter getDoubleCounter(String name) {
        return accumulators.getOrAdd(name, DoubleCounter.class, DoubleCounter::new);
    }

    @Override
    public Histogram getHistogram(String name) {
        return accumulators.getOrAdd(name, Histogram.class, Histogram::new);
    }

    @Override
    public ExecutionConfig getExecutionConfig() {
        return environment.executionConfig();
    }

    @Override
    public MetricGroup getMetricGroup() {
        return metrics;
    }

    @Override
    public DistributedCache getDistributedCache() {
        return environment.classes().cache(getExecutionConfig().jobConfiguration());
    }

    @Override
    public <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties) {
        return keyedStates(stateProperties.getName()).getState(stateProperties);
    }

    @Override
    public <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties) {
        return keyedStates(stateProperties.getName()).getListState(stateProperties);
    }

    @Override
    public <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties) {
        return keyedStates(stateProperties.getName()).getReducingState(stateProperties);
    }

    @Override
    public <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties) {
        return keyedStates(stateProperties.getName()).getAggregatingState(stateProperties);
    }

    @Override
    public <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties) {
        return keyedStates(stateProperties.getName()).getMapState(stateProperties);
    }
}
