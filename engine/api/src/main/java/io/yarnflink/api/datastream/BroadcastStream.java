package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;

/** A stream that goes whole to every subtask, and the states that its records may change. */
public class BroadcastStream<T> {
    private final StreamExecutionEnvironment environment;
    private final DataStream<T> inputStream;
    private final List<MapStateDescriptor<?, ?>> broadcastStateDescriptors;

    protected BroadcastStream(
            StreamExecutionEnvironment environment,
            DataStream<T> input,
            MapStateDescriptor<?, ?>... broadcastStateDescriptors) {
        this.environment = requireNonNull(environment, "environment is null");
        inputStream = requireNonNull(input, "stream is null");
        this.broadcastStateDescriptors = List.of(broadcastStateDescriptors);
    }

    public TypeInformation<T> getType() {
        return inputStream.getType();
    }

    public Transformation<T> getTransformation() {
        return inputStream.getTransformation();
    }

    public List<MapStateDescriptor<?, ?>> getBroadcastStateDescriptors() {
        return broadcastStateDescriptors;
    }

    public StreamExecutionEnvironment getEnvironment() {
        return environment;
    }

    /** Lets go of what {@code f} holds of its surroundings without using it; fails when the rest cannot be serialized. */
    public <F> F clean(F f) {
        return CustomOperators.clean(f, environment);
    }

    DataStream<T> input() {
        return inputStream;
    }
}
