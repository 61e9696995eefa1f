package io.yarnflink.testkit.simulation;

import io.yarnflink.api.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The world's clock and its queue of events; everything that happens, happens in the one thread that runs it. */
public final class Simulation {
    /** Wall clock at the beginning: 2026-01-01T00:00:00Z. */
    private static final long EPOCH_MILLIS = 1_767_225_600_000L;

    /** Of the hash FNV-1a. */
    private static final long PRIME = 0x100000001b3L;

    /** The observer of those who look at the end alone: what nobody reads is not written. */
    public static final Consumer<String> UNOBSERVED = line -> {};

    private final long seed;
    private final Consumer<String> observer;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Throwable> violations = new ArrayList<>();
    private long nowNanos;
    private long trace;
    private long scheduled;
    private long executed;
    private @Nullable Object currentOwner;

    /** Something that will happen; {@code owner} is the main thread it happens on, if any. */
    private static final class Event implements Comparable<Event> {
        private final long atNanos;
        private final long number;
        private final String label;
        private final @Nullable Object owner;
        private final Runnable action;
        /** To look for it in the queue would take long. */
        private boolean canceled;

        Event(long atNanos, long number, String label, @Nullable Object owner, Runnable action) {
            this.atNanos = atNanos;
            this.number = number;
            this.label = label;
            this.owner = owner;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            return atNanos == other.atNanos ? Long.compare(number, other.number) : Long.compare(atNanos, other.atNanos);
        }
    }

    public Simulation(long seed) {
        this(seed, UNOBSERVED);
    }

    /** {@code observer} is told of every event, for people who look into one seed. */
    public Simulation(long seed, Consumer<String> observer) {
        this.seed = seed;
        this.observer = observer;
    }

    public long seed() {
        return seed;
    }

    /** A stream of random numbers of its own for one subsystem, so that one's needs do not shift another's luck. */
    public SplittableRandom random(String subsystem) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + subsystem.hashCode());
    }

    public Clock clock() {
        return clock(Duration.ZERO);
    }

    /** A clock whose wall time differs from the others'. */
    public Clock clock(Duration skew) {
        return new Clock() {
            @Override
            public long wallMillis() {
                return EPOCH_MILLIS + skew.toMillis() + nowNanos / 1_000_000;
            }

            @Override
            public long nanos() {
                return nowNanos;
            }
        };
    }

    public long nowNanos() {
        return nowNanos;
    }

    /** Lets something happen later, on no main thread. */
    public Cancellable after(Duration delay, String label, Runnable action) {
        return at(nowNanos + delay.toNanos(), label, null, action);
    }

    Cancellable at(long atNanos, String label, @Nullable Object owner, Runnable action) {
        Event event = new Event(Math.max(atNanos, nowNanos), scheduled++, label, owner, action);
        events.add(event);
        return () -> event.canceled = true;
    }

    boolean isCurrent(Object owner) {
        return currentOwner == owner;
    }

    /** What must not be: the run fails with it when the event that brought it about is over. */
    public void violation(Throwable violation) {
        violations.add(violation);
    }

    /** Runs until {@code done} or {@code limit} of virtual time is over; returns whether it is done. */
    public boolean runUntil(BooleanSupplier done, Duration limit) {
        long end = nowNanos + limit.toNanos();
        while (!done.getAsBoolean()) {
            Event next = events.peek();
            if (next != null && next.canceled) {
                events.remove();
                continue;
            }
            if (next == null || next.atNanos > end) {
                nowNanos = end;
                return done.getAsBoolean();
            }
            events.remove();
            run(next);
        }
        return true;
    }

    /** Lets virtual time pass. */
    public void runFor(Duration duration) {
        runUntil(() -> false, duration);
    }

    private void run(Event event) {
        nowNanos = event.atNanos;
        executed++;
        note(event.label);
        currentOwner = event.owner;
        try {
            event.action.run();
        } catch (RuntimeException | Error e) {
            violations.add(e);
        } finally {
            currentOwner = null;
        }
        if (!violations.isEmpty()) {
            throw new AssertionError("seed " + seed + " at " + nowNanos + " ns, in " + event.label, violations.get(0));
        }
    }

    /** Adds to the trace by which two runs of one seed are compared. */
    public void note(String what) {
        trace = (trace ^ nowNanos) * PRIME;
        trace = (trace ^ what.hashCode()) * PRIME;
        if (observer != UNOBSERVED) {
            observer.accept(nowNanos / 1_000 + " us " + what);
        }
    }

    public long eventsExecuted() {
        return executed;
    }

    /** The hash of all that happened so far. */
    public String traceHash() {
        return Long.toHexString(trace);
    }

    /** Takes back what was to happen. */
    @FunctionalInterface
    public interface Cancellable {
        void cancel();
    }
}
