package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.MapPartitionFunction;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.AbstractUdfStreamOperator;
import io.yarnflink.api.operators.BoundedOneInput;
import io.yarnflink.api.operators.OneInputStreamOperator;
import io.yarnflink.api.operators.Output;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.StateInitializationContext;
import io.yarnflink.api.state.StateSnapshotContext;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operators that take all records of a subtask and emit when the input ends. */
final class Partitions {
    private Partitions() {}

    static <T, R> TypeInformation<R> outputOf(MapPartitionFunction<T, R> function, DataStream<T> input) {
        return OutputTypes.of(function, MapPartitionFunction.class, 1, input.getType());
    }

    /** Keeps values of type S until the input ends, also from one run to the next. */
    abstract static class Collecting<S, T, R, F extends Function> extends AbstractUdfStreamOperator<R, F>
            implements OneInputStreamOperator<T, R>, BoundedOneInput {
        private final TypeInformation<S> keptType;
        private transient @Nullable ListState<S> state;
        private transient @Nullable TypeSerializer<S> serializer;

        /** What is kept now. */
        protected transient List<S> kept = new ArrayList<>();

        Collecting(F function, TypeInformation<S> keptType) {
            super(function);
            this.keptType = keptType;
        }

        @Override
        public void initializeState(StateInitializationContext context) throws Exception {
            super.initializeState(context);
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("partition", keptType));
            serializer = keptType.createSerializer(getExecutionConfig());
            kept = new ArrayList<>();
            state.get().forEach(kept::add);
        }

        @Override
        public void snapshotState(StateSnapshotContext context) throws Exception {
            super.snapshotState(context);
            requireNonNull(state, "state").update(kept);
        }

        /** All that is kept, for the last time: a checkpoint after the end holds nothing of it. */
        final List<S> takeKept() {
            List<S> all = kept;
            kept = new ArrayList<>();
            return all;
        }

        /** What may be kept: programs may change their records when they have emitted them. */
        final S owned(S value) {
            return requireNonNull(serializer, "serializer").copy(value);
        }
    }

    /** Hands all records to a function. */
    static final class Mapped<T, R> extends Collecting<T, T, R, MapPartitionFunction<T, R>> {
        Mapped(MapPartitionFunction<T, R> function, TypeInformation<T> type) {
            super(function, type);
        }

        @Override
        public void processElement(StreamRecord<T> element) {
            kept.add(owned(element.getValue()));
        }

        @Override
        public void endInput() throws Exception {
            Output<StreamRecord<R>> target = output;
            userFunction.mapPartition(takeKept(), new Collector<>() {
                @Override
                public void collect(R record) {
                    target.collect(new StreamRecord<>(record));
                }

                @Override
                public void close() {}
            });
        }
    }

    /** Keeps the reduction of all records; after a restore there may be several. */
    static final class Reduced<T> extends Collecting<T, T, T, ReduceFunction<T>> {
        Reduced(ReduceFunction<T> function, TypeInformation<T> type) {
            super(function, type);
        }

        @Override
        public void processElement(StreamRecord<T> element) throws Exception {
            if (kept.isEmpty()) {
                kept.add(owned(element.getValue()));
            } else {
                kept.set(0, owned(userFunction.reduce(kept.get(0), element.getValue())));
            }
        }

        @Override
        public void endInput() throws Exception {
            List<T> reductions = takeKept();
            if (reductions.isEmpty()) {
                return;
            }
            T all = reductions.get(0);
            for (T other : reductions.subList(1, reductions.size())) {
                all = userFunction.reduce(all, other);
            }
            output.collect(new StreamRecord<>(all));
        }
    }

    /** Keeps the aggregation of all records; after a restore there may be several. */
    static final class Aggregated<T, ACC, R> extends Collecting<ACC, T, R, AggregateFunction<T, ACC, R>> {
        Aggregated(AggregateFunction<T, ACC, R> function, TypeInformation<ACC> type) {
            super(function, type);
        }

        @Override
        public void processElement(StreamRecord<T> element) {
            ACC before = kept.isEmpty() ? userFunction.createAccumulator() : kept.get(0);
            ACC after = userFunction.add(element.getValue(), before);
            if (kept.isEmpty()) {
                kept.add(after);
            } else {
                kept.set(0, after);
            }
        }

        @Override
        public void endInput() {
            List<ACC> aggregations = takeKept();
            ACC all = aggregations.isEmpty() ? userFunction.createAccumulator() : aggregations.get(0);
            for (int i = 1; i < aggregations.size(); i++) {
                all = userFunction.merge(all, aggregations.get(i));
            }
            output.collect(new StreamRecord<>(userFunction.getResult(all)));
        }
    }
}
