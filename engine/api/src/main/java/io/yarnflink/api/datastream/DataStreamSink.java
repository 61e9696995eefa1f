package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.operators.SlotSharingGroup;
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

    /** As {@link #uid}, by the 32 hexadecimal digits of the id that the operator had. */
    public DataStreamSink<T> setUidHash(String uidHash) {
        transformation.setUidHash(OperatorSettings.uidHash(uidHash));
        return this;
    }

    /** Lets reporters tell this operator's metrics apart by a variable of the program's own. */
    public DataStreamSink<T> addMetricVariable(String key, String value) {
        transformation.addMetricVariable(
                requireNonNull(key, "metric variable is null"), requireNonNull(value, "value is null"));
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

    /** As {@link #slotSharingGroup(String)}; a group that asks for resources is refused, as slots are equal shares. */
    public DataStreamSink<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.nameOfEqualShare());
    }

    public DataStreamSink<T> disableChaining() {
        transformation.setChainingStrategy(ChainingStrategy.NEVER);
        return this;
    }
}
