package io.yarnflink.api.windowing.evictors;

import io.yarnflink.api.functions.windowing.delta.DeltaFunction;
import io.yarnflink.api.windowing.windows.Window;
import java.util.Iterator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the records that are nearer to the last one than a threshold. */
public class DeltaEvictor<T, W extends Window> extends OneSidedEvictor<T, W> {
    private final double threshold;
    private final DeltaFunction<T> deltaFunction;

    private DeltaEvictor(double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
        super(doEvictAfter);
        this.threshold = threshold;
        this.deltaFunction = Objects.requireNonNull(deltaFunction, "deltaFunction is null");
    }

    public static <T, W extends Window> DeltaEvictor<T, W> of(double threshold, DeltaFunction<T> deltaFunction) {
        return of(threshold, deltaFunction, false);
    }

    public static <T, W extends Window> DeltaEvictor<T, W> of(
            double threshold, DeltaFunction<T> deltaFunction, boolean doEvictAfter) {
        return new DeltaEvictor<>(threshold, deltaFunction, doEvictAfter);
    }

    @Override
    void evict(Iterable<TimestampedValue<T>> elements, int size) {
        @Nullable TimestampedValue<T> last = null;
        for (TimestampedValue<T> element : elements) {
            last = element;
        }
        for (Iterator<TimestampedValue<T>> iterator = elements.iterator(); last != null && iterator.hasNext(); ) {
            if (deltaFunction.getDelta(iterator.next().getValue(), last.getValue()) >= threshold) {
                iterator.remove();
            }
        }
    }

    @Override
    public String toString() {
        return "DeltaEvictor(" + deltaFunction + ", " + threshold + ")";
    }
}
