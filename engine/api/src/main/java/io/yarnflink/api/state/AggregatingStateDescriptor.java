package io.yarnflink.api.state;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.RichFunction;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.lang.reflect.Type;
import java.util.Objects;

/** Describes an {@link AggregatingState}; its values are accumulators. */
public class AggregatingStateDescriptor<IN, ACC, OUT> extends StateDescriptor<AggregatingState<IN, OUT>, ACC> {
    private final AggregateFunction<IN, ACC, OUT> aggregateFunction;

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, Class<ACC> accumulatorClass) {
        this(name, aggFunction, TypeInformation.of(accumulatorClass));
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeInformation<ACC> accumulatorType) {
        super(name, accumulatorType, null);
        aggregateFunction = plain(aggFunction);
    }

    public AggregatingStateDescriptor(
            String name, AggregateFunction<IN, ACC, OUT> aggFunction, TypeSerializer<ACC> accumulatorSerializer) {
        super(name, accumulatorSerializer, null);
        aggregateFunction = plain(aggFunction);
    }

    private static <IN, ACC, OUT> AggregateFunction<IN, ACC, OUT> plain(AggregateFunction<IN, ACC, OUT> function) {
        if (function instanceof RichFunction) {
            throw new UnsupportedOperationException("The aggregate function of a state cannot be a RichFunction: "
                    + function.getClass().getName() + " would never be opened");
        }
        return Objects.requireNonNull(function, "aggFunction is null");
    }

    public AggregateFunction<IN, ACC, OUT> getAggregateFunction() {
        return aggregateFunction;
    }

    @Override
    public Type getType() {
        return Type.AGGREGATING;
    }
}
