package io.yarnflink.transport.net;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Remembers the buffers that were lost without a release; named to Netty by a system property of the test run. */
public final class LeakRecorder<T> extends ResourceLeakDetector<T> {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    public LeakRecorder(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        LEAKS.add(resourceType + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        LEAKS.add(resourceType);
    }

    /** Collects garbage and fails when a buffer is among it. */
    public static void assertNoLeaks() {
        System.gc();
        for (int i = 0; i < 5; i++) {
            LockSupport.parkNanos(1_000_000);
            // Leaks are found when the next buffer is tracked.
            track(UnpooledByteBufAllocator.DEFAULT);
        }
        if (!LEAKS.isEmpty()) {
            String all = String.join("\n", LEAKS);
            LEAKS.clear();
            throw new AssertionError("Buffers were lost without a release: " + all);
        }
    }

    private static void track(ByteBufAllocator allocator) {
        allocator.directBuffer(16).release();
    }
}
