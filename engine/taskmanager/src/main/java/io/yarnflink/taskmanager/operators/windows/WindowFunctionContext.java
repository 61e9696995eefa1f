package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.windowing.windows.Window;
import io.yarnflink.state.StateScope;
import io.yarnflink.taskmanager.chain.KeyContext;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.Timers;
import org.jspecify.annotations.Nullable;

/** What a window's function may ask; task thread only. */
final class WindowFunctionContext<K, V, O, W extends Window> extends ProcessWindowFunction<V, O, K, W>.Context {
    private final transient KeyedStateStore globalStates;
    private final transient StateScope<K, W> windowStates;
    private final transient Timers<K, W> timers;
    private final transient OperatorContext operator;
    private final boolean merging;
    private transient @Nullable W window;

    WindowFunctionContext(
            ProcessWindowFunction<V, O, K, W> function,
            KeyContext<K> keys,
            StateScope<K, W> windowStates,
            Timers<K, W> timers,
            OperatorContext operator,
            boolean merging) {
        function.super();
        globalStates = keys.state().global();
        this.windowStates = windowStates;
        this.timers = timers;
        this.operator = operator;
        this.merging = merging;
    }

    ProcessWindowFunction<V, O, K, W>.Context at(W newWindow) {
        window = newWindow;
        return this;
    }

    @Override
    public W window() {
        if (window == null) {
            throw new IllegalStateException("the context of a window function was used outside of its calls");
        }
        return window;
    }

    @Override
    public long currentProcessingTime() {
        return timers.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return timers.currentWatermark();
    }

    @Override
    public KeyedStateStore windowState() {
        if (merging) {
            throw new UnsupportedOperationException("Windows that merge, such as sessions, have no state of their own:"
                    + " use globalState(), which belongs to the key");
        }
        windowStates.select(window());
        return windowStates;
    }

    @Override
    public KeyedStateStore globalState() {
        return globalStates;
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        operator.emit(outputTag, value, window().maxTimestamp());
    }
}
