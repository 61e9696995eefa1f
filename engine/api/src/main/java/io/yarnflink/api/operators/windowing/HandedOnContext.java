package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.windowing.windows.Window;

/** One window function's context for another that it calls. */
final class HandedOnContext<IN, OUT, K, W extends Window> extends ProcessWindowFunction<IN, OUT, K, W>.Context {
    private final transient ProcessWindowFunction<?, ?, ?, W>.Context context;

    HandedOnContext(ProcessWindowFunction<IN, OUT, K, W> function, ProcessWindowFunction<?, ?, ?, W>.Context context) {
        function.super();
        this.context = context;
    }

    @Override
    public W window() {
        return context.window();
    }

    @Override
    public long currentProcessingTime() {
        return context.currentProcessingTime();
    }

    @Override
    public long currentWatermark() {
        return context.currentWatermark();
    }

    @Override
    public KeyedStateStore windowState() {
        return context.windowState();
    }

    @Override
    public KeyedStateStore globalState() {
        return context.globalState();
    }

    @Override
    public <X> void output(OutputTag<X> outputTag, X value) {
        context.output(outputTag, value);
    }
}
