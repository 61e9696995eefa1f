package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.operators.ChainingStrategy;
import io.yarnflink.api.operators.SlotSharingGroup;
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

    /** As {@link #uid}, by the 32 hexadecimal digits of the id that the operator had. */
    public SingleOutputStreamOperator<T> setUidHash(String uidHash) {
        getTransformation().setUidHash(OperatorSettings.uidHash(uidHash));
        return this;
    }

    /** Lets reporters tell this operator's metrics apart by a variable of the program's own. */
    public SingleOutputStreamOperator<T> addMetricVariable(String key, String value) {
        getTransformation()
                .addMetricVariable(
                        requireNonNull(key, "metric variable is null"), requireNonNull(value, "value is null"));
        return this;
    }

    /**
     * The longest that records may wait to be sent, in milliseconds; 0 sends each at once, -1 takes the environment's
     * bound. Any bound above 0 is kept: tasks send records as soon as they would otherwise wait themselves.
     */
    public SingleOutputStreamOperator<T> setBufferTimeout(long timeoutMillis) {
        if (timeoutMillis < -1) {
            throw new IllegalArgumentException("buffer timeout must be at least -1, was " + timeoutMillis);
        }
        getTransformation().setBufferTimeout(timeoutMillis);
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

    /** As {@link #slotSharingGroup(String)}; a group that asks for resources is refused, as slots are equal shares. */
    public SingleOutputStreamOperator<T> slotSharingGroup(SlotSharingGroup slotSharingGroup) {
        return slotSharingGroup(slotSharingGroup.nameOfEqualShare());
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
