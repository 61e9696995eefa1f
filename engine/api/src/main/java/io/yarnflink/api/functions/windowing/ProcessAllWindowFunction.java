package io.yarnflink.api.functions.windowing;

import io.yarnflink.api.functions.AbstractRichFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.windowing.windows.Window;

/** Handles the contents of a window without keys, with access to states and side outputs. */
public abstract class ProcessAllWindowFunction<IN, OUT, W extends Window> extends AbstractRichFunction {

    public abstract void process(Context context, Iterable<IN> elements, Collector<OUT> out) throws Exception;

    /** Clears what {@code process} put into the window's state; called when the window is dropped. */
    public void clear(Context context) throws Exception {}

    /** What is known about the window. */
    @SuppressWarnings("ClassCanBeStatic") // Compiled user code expects an inner class here.
    public abstract class Context {
        public abstract W window();

        /** State of this window; {@link #clear} must clear it. */
        public abstract KeyedStateStore windowState();

        /** State shared by all windows. */
        public abstract KeyedStateStore globalState();

        /** Emits {@code value} to the side output. */
        public abstract <X> void output(OutputTag<X> outputTag, X value);
    }
}
