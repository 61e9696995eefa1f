package io.yarnflink.transport.net;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
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
        collect();
        if (!LEAKS.isEmpty()) {
            String all = String.join("\n", LEAKS);
            LEAKS.clear();
            throw new AssertionError("Buffers were lost without a release: " + all);
        }
    }

    /** Collects garbage and tells, once, whether a buffer was among it. */
    static boolean takeLeaks() {
        collect();
        boolean found = !LEAKS.isEmpty();
        LEAKS.clear();
        return found;
    }

    private static void collect() {
        // Once a reference of our own was found dead, those found dead with it are known, too, or will be at once.
        ReferenceQueue<Object> found = new ReferenceQueue<>();
        PhantomReference<Object> dead = new PhantomReference<>(new Object(), found);
        System.gc();
        try {
            if (found.remove(5000) != dead) {
                throw new AssertionError("The garbage collector did not run");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < 3; i++) {
            LockSupport.parkNanos(1_000_000);
            // Leaks are reported when the next buffer is tracked.
            UnpooledByteBufAllocator.DEFAULT.directBuffer(16).release();
        }
    }
}
