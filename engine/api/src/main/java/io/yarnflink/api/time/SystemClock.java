package io.yarnflink.api.time;

import java.io.Serializable;

/** The machine's clock, the only place that reads it. */
public final class SystemClock implements Clock, Serializable {
    public static final SystemClock INSTANCE = new SystemClock();

    private SystemClock() {}

    private Object readResolve() {
        return INSTANCE;
    }

    @Override
    public long wallMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
