package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/** What functions over a stream and a broadcast stream have in common. */
public abstract class BaseBroadcastProcessFunction extends AbstractRichFunction {

    /** What is known about the current value on either side. */
    @SuppressWarnings("ClassCanBeStatic") // Compiled user code expects inner classes here.
    abstract class BaseContext {
        /** The value's timestamp, null when it has none. */
        public abstract @Nullable Long timestamp();

        /** Emits {@code value} to the side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);

        public abstract long currentProcessingTime();

        public abstract long currentWatermark();
    }

    /** The broadcast side, which may change broadcast state. */
    public abstract class Context extends BaseContext {
        public abstract <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }

    /** The side that is not broadcast, which only reads broadcast state. */
    public abstract class ReadOnlyContext extends BaseContext {
        public abstract <K, V> ReadOnlyBroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor);
    }
}
