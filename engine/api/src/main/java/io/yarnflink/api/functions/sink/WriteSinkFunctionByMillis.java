package io.yarnflink.api.functions.sink;

import io.yarnflink.api.time.SystemClock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes when so many milliseconds have passed since it wrote last. */
public class WriteSinkFunctionByMillis<IN> extends WriteSinkFunction<IN> {
    private final long millis;
    private transient @Nullable Long lastNanos;

    public WriteSinkFunctionByMillis(String path, WriteFormat<IN> format, long millis) {
        super(path, format);
        this.millis = millis;
    }

    @Override
    protected boolean updateCondition() {
        long now = SystemClock.INSTANCE.nanos();
        if (lastNanos == null) {
            lastNanos = now;
        }
        return now - lastNanos >= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    protected void resetParameters() {
        tupleList.clear();
        lastNanos = SystemClock.INSTANCE.nanos();
    }
}
