package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.transformation.SideOutputTransformation;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;

/** The stream that an operator emits, with the settings of that operator. */
public class SingleOutputStreamOperator<T> extends DataStream<T> {
    private boolean nonParallel;

    protected SingleOutputStreamOperator(StreamExecutionEnvironment environment, Transformation<T> transformation) {
        super(environment, transformation);
    }

    public String getName() {
        return getTransformation().name();
    }

    /** Names the operator in logs, metrics and messages. */
    public SingleOutputStreamOperator<T> name(String name) {
        getTransformation().setName(requireNonNull(name, "name is null"));
        return this;
    }

    /** Gives the operator an identity that outlives changes to the program; unique within the program. */
    public SingleOutputStreamOperator<T> uid(String uid) {
        getTransformation().setUid(OperatorSettings.uid(uid, getName()));
        return this;
    }

    public SingleOutputStreamOperator<T> setDescription(String description) {
        getTransformation().setDescription(requireNonNull(description, "description is null"));
        return this;
    }

    public SingleOutputStreamOperator<T> setParallelism(int parallelism) {
        OperatorSettings.checkParallelism(parallelism, getName());
        if (nonParallel && parallelism != 1) {
            throw new IllegalArgumentException(
                    "Operator '" + getName() + "' cannot run in parallel: its parallelism is 1, not " + parallelism);
        }
        getTransformation().setParallelism(parallelism);
        return this;
    }

    /** Bounds later changes of the parallelism; also the number of key groups. */
    public SingleOutputStreamOperator<T> setMaxParallelism(int maxParallelism) {
        OperatorSettings.checkMaxParallelism(maxParallelism, getName());
        getTransformation().setMaxParallelism(maxParallelism);
        return this;
    }

    /** Fixes the parallelism at 1. */
    public SingleOutputStreamOperator<T> forceNonParallel() {
        getTransformation().setParallelism(1);
        getTransformation().setMaxParallelism(1);
        nonParallel = true;
        return this;
    }

    /** As {@link #forceNonParallel()}, for sources. */
    final void markNonParallel() {
        getTransformation().setParallelism(1);
        nonParallel = true;
    }

    /** Subtasks of operators share a slot only within one group. */
    public SingleOutputStreamOperator<T> slotSharingGroup(String slotSharingGroup) {
        getTransformation().setSlotSharingGroup(requireNonNull(slotSharingGroup, "slot sharing group is null"));
        return this;
    }

    /** Begins a new chain with this operator. */
    public SingleOutputStreamOperator<T> startNewChain() {
        getTransformation().setChainingStrategy(ChainingStrategy.HEAD);
        return this;
    }

    /** Keeps this operator in a task of its own. */
    public SingleOutputStreamOperator<T> disableChaining() {
        getTransformation().setChainingStrategy(ChainingStrategy.NEVER);
        return this;
    }

    /** What the operator emits to the side output. */
    public <X> SideOutputDataStream<X> getSideOutput(OutputTag<X> sideOutputTag) {
        requireNonNull(sideOutputTag, "side output tag is null");
        return new SideOutputDataStream<>(
                getExecutionEnvironment(),
                new SideOutputTransformation<>(
                        getExecutionEnvironment().newTransformationId(), getTransformation(), sideOutputTag));
    }

    /** Says what the operator emits, where that cannot be inferred. */
    public SingleOutputStreamOperator<T> returns(Class<T> typeClass) {
        return returns(TypeInformation.of(requireNonNull(typeClass, "type class is null")));
    }

    public SingleOutputStreamOperator<T> returns(TypeHint<T> typeHint) {
        return returns(TypeInformation.of(requireNonNull(typeHint, "type hint is null")));
    }

    public SingleOutputStreamOperator<T> returns(TypeInformation<T> typeInfo) {
        if (typeUsed()) {
            throw new IllegalStateException("The type of operator '" + getName()
                    + "' is in use already: call .returns(...) directly after the operator is made");
        }
        getTransformation().setOutputType(requireNonNull(typeInfo, "type is null"));
        return this;
    }
}
