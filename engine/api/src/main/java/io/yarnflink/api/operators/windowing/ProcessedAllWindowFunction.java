package io.yarnflink.api.operators.windowing;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.Function;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.operators.WrappedFunction;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Objects;

/** A {@link ProcessAllWindowFunction} as a process window function. */
public final class ProcessedAllWindowFunction<IN, OUT, K, W extends Window> extends ProcessWindowFunction<IN, OUT, K, W>
        implements WrappedFunction {
    private final ProcessAllWindowFunction<IN, OUT, W> function;

    public ProcessedAllWindowFunction(ProcessAllWindowFunction<IN, OUT, W> function) {
        this.function = Objects.requireNonNull(function, "window function is null");
    }

    @Override
    public Function wrapped() {
        return function;
    }

    @Override
    public void process(K key, Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception {
        function.process(new AllContext(function, context), elements, out);
    }

    @Override
    public void clear(Context context) throws Exception {
        function.clear(new AllContext(function, context));
    }

    /** The context without its key. */
    private final class AllContext extends ProcessAllWindowFunction<IN, OUT, W>.Context {
        private final ProcessWindowFunction<IN, OUT, K, W>.Context context;

        AllContext(
                ProcessAllWindowFunction<IN, OUT, W> function, ProcessWindowFunction<IN, OUT, K, W>.Context context) {
            function.super();
            this.context = context;
        }

        @Override
        public W window() {
            return context.window();
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
}
