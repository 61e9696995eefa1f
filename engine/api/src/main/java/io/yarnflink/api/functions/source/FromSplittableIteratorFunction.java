package io.yarnflink.api.functions.source;

import io.yarnflink.api.common.SplittableIterator;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.TaskInfo;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Emits what an iterator gives, each subtask its part. */
public class FromSplittableIteratorFunction<T> extends RichParallelSourceFunction<T> {
    private final SplittableIterator<T> fullIterator;
    private transient @Nullable Iterator<T> iterator;
    private volatile boolean cancelled;

    public FromSplittableIteratorFunction(SplittableIterator<T> iterator) {
        fullIterator = Objects.requireNonNull(iterator, "iterator is null");
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        iterator = fullIterator.getSplit(task.getIndexOfThisSubtask(), task.getNumberOfParallelSubtasks());
    }

    @Override
    public void run(SourceContext<T> ctx) {
        Iterator<T> part = Objects.requireNonNull(iterator, "open was not called");
        while (!cancelled && part.hasNext()) {
            ctx.collect(part.next());
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
