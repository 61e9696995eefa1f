package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.transformation.SinkTransformation;

/** Where a stream leaves the program, with the settings of that sink. */
public class DataStreamSink<T> {
    private final SinkTransformation<T> transformation;

    protected DataStreamSink(SinkTransformation<T> transformation) {
        this.transformation = transformation;
    }

    public SinkTransformation<T> getTransformation() {
        return transformation;
    }

    public DataStreamSink<T> name(String name) {
        transformation.setName(requireNonNull(name, "name is null"));
        return this;
    }

    public DataStreamSink<T> uid(String uid) {
        transformation.setUid(OperatorSettings.uid(uid, transformation.name()));
        return this;
    }

    public DataStreamSink<T> setDescription(String description) {
        transformation.setDescription(requireNonNull(description, "description is null"));
        return this;
    }

    public DataStreamSink<T> setParallelism(int parallelism) {
        OperatorSettings.checkParallelism(parallelism, transformation.name());
        transformation.setParallelism(parallelism);
        return this;
    }

    public DataStreamSink<T> setMaxParallelism(int maxParallelism) {
        OperatorSettings.checkMaxParallelism(maxParallelism, transformation.name());
        transformation.setMaxParallelism(maxParallelism);
        return this;
    }

    public DataStreamSink<T> slotSharingGroup(String slotSharingGroup) {
        transformation.setSlotSharingGroup(requireNonNull(slotSharingGroup, "slot sharing group is null"));
        return this;
    }

    public DataStreamSink<T> disableChaining() {
        transformation.setChainingStrategy(ChainingStrategy.NEVER);
        return this;
    }
}
