package io.yarnflink.transport.net;

import io.yarnflink.api.time.Clock;
import io.yarnflink.transport.security.ApplicationSecret;
import io.yarnflink.transport.security.Protocol;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What a test needs to run several processes' networks in one JVM: event loops, a secret, a clock that stands still. */
public final class Loopback implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    public final SecureRandom random = new SecureRandom();
    public final ApplicationSecret secret = ApplicationSecret.create(random);
    public final EventLoops loops = new EventLoops("test-io", 2, ForkJoinPool.commonPool());
    public final Clock clock = new Clock() {
        @Override
        public long wallMillis() {
            return 0;
        }

        @Override
        public long nanos() {
            return 0;
        }
    };
    public final PeerFaultLog faults = new PeerFaultLog(clock);

    public Admission admission(Protocol protocol) {
        return admission(protocol, HandshakeBudget.STANDARD);
    }

    public Admission admission(Protocol protocol, HandshakeBudget budget) {
        return new Admission(protocol, secret, random, budget, faults);
    }

    public static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Waits until {@code condition} holds, for ten seconds at most. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited in vain: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Ends the event loops: what was closed is closed then, and nothing is received any more. */
    public void stop() {
        loops.close();
    }

    /** Ends the event loops and fails when a buffer was lost. */
    @Override
    public void close() {
        loops.close();
        LeakRecorder.assertNoLeaks();
    }
}
