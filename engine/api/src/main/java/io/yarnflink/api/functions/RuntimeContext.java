package io.yarnflink.api.functions;

import io.yarnflink.api.accumulators.Accumulator;
import io.yarnflink.api.accumulators.DoubleCounter;
import io.yarnflink.api.accumulators.Histogram;
import io.yarnflink.api.accumulators.IntCounter;
import io.yarnflink.api.accumulators.LongCounter;
import io.yarnflink.api.cache.DistributedCache;
import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.common.JobInfo;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.state.AggregatingState;
import io.yarnflink.api.state.AggregatingStateDescriptor;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReducingState;
import io.yarnflink.api.state.ReducingStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a running function may ask of its surroundings; task thread only. */
public interface RuntimeContext {
    JobInfo getJobInfo();

    default JobID getJobId() {
        return getJobInfo().getJobId();
    }

    TaskInfo getTaskInfo();

    default String getTaskNameWithSubtasks() {
        return getTaskInfo().getTaskNameWithSubtasks();
    }

    default int getMaxNumberOfParallelSubtasks() {
        return getTaskInfo().getMaxNumberOfParallelSubtasks();
    }

    default String getTaskName() {
        return getTaskInfo().getTaskName();
    }

    default int getIndexOfThisSubtask() {
        return getTaskInfo().getIndexOfThisSubtask();
    }

    default int getNumberOfParallelSubtasks() {
        return getTaskInfo().getNumberOfParallelSubtasks();
    }

    default int getAttemptNumber() {
        return getTaskInfo().getAttemptNumber();
    }

    ClassLoader getUserCodeClassLoader();

    /** Runs {@code releaseHook} in this process when the job has left it; the first hook of a name stays. */
    void registerUserCodeClassLoaderReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook);

    /**
     * Lets the program read, when the job has finished, what {@code accumulator} and those of the same name elsewhere came to.
     * An operator can have one of each name.
     */
    <V, A extends Serializable> void addAccumulator(String name, Accumulator<V, A> accumulator);

    /** The accumulator that this operator has of that name; null when it has none. */
    <V, A extends Serializable> @Nullable Accumulator<V, A> getAccumulator(String name);

    /** The counter of that name, made if there is none; as those that follow. */
    IntCounter getIntCounter(String name);

    LongCounter getLongCounter(String name);

    DoubleCounter getDoubleCounter(String name);

    Histogram getHistogram(String name);

    ExecutionConfig getExecutionConfig();

    /** What the program set with {@link ExecutionConfig#setGlobalJobParameters}. */
    default Map<String, String> getGlobalJobParameters() {
        return getExecutionConfig().getGlobalJobParameters().toMap();
    }

    MetricGroup getMetricGroup();

    /** The files that the program registered with {@code registerCachedFile}. */
    DistributedCache getDistributedCache();

    /** A serializer of values of that type. */
    default <T> TypeSerializer<T> createSerializer(TypeInformation<T> typeInformation) {
        return typeInformation.createSerializer(getExecutionConfig());
    }

    /** Whether chained operators share objects instead of copying them. */
    default boolean isObjectReuseEnabled() {
        return getExecutionConfig().isObjectReuseEnabled();
    }

    /** State of the current key, as all that follow; fails outside a keyed operator. */
    <T> ValueState<T> getState(ValueStateDescriptor<T> stateProperties);

    <T> ListState<T> getListState(ListStateDescriptor<T> stateProperties);

    <T> ReducingState<T> getReducingState(ReducingStateDescriptor<T> stateProperties);

    <IN, ACC, OUT> AggregatingState<IN, OUT> getAggregatingState(
            AggregatingStateDescriptor<IN, ACC, OUT> stateProperties);

    <UK, UV> MapState<UK, UV> getMapState(MapStateDescriptor<UK, UV> stateProperties);
}
