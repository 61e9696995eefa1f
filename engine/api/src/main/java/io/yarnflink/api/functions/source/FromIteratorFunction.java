package io.yarnflink.api.functions.source;

import java.util.Iterator;
import java.util.Objects;

/** Emits what an iterator gives, which travels with the program. */
public class FromIteratorFunction<T> implements SourceFunction<T> {
    private final Iterator<T> iterator;
    private volatile boolean cancelled;

    public FromIteratorFunction(Iterator<T> iterator) {
        this.iterator = Objects.requireNonNull(iterator, "iterator is null");
    }

    @Override
    public void run(SourceContext<T> ctx) {
        while (!cancelled && iterator.hasNext()) {
            ctx.collect(iterator.next());
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
