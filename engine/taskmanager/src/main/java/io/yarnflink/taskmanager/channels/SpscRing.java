package io.yarnflink.taskmanager.channels;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A bounded queue between one producing and one consuming thread. */
final class SpscRing<E> {
    private static final VarHandle HEAD;
    private static final VarHandle TAIL;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HEAD = lookup.findVarHandle(Consumed.class, "head", long.class);
            TAIL = lookup.findVarHandle(Produced.class, "tail", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The consumer's index, in an object padded to a cache line of its own; 128 bytes for the adjacent-line prefetcher. */
    @SuppressWarnings("unused") // Padding.
    private static final class Consumed {
        private long p1, p2, p3, p4, p5, p6, p7, p8;
        private volatile long head;
        private long q1, q2, q3, q4, q5, q6, q7, q8;
    }

    /** The producer's index, likewise. */
    @SuppressWarnings("unused") // Padding.
    private static final class Produced {
        private long p1, p2, p3, p4, p5, p6, p7, p8;
        private volatile long tail;
        private long q1, q2, q3, q4, q5, q6, q7, q8;
    }

    private final Consumed consumed = new Consumed();
    private final Produced produced = new Produced();
    private final @Nullable Object[] slots;
    private final int capacity;

    SpscRing(int capacity) {
        this.capacity = capacity;
        slots = new @Nullable Object[Integer.highestOneBit(Math.max(1, capacity - 1)) * 2];
    }

    /** Producer only; false when full. */
    boolean offer(E element) {
        long tail = (long) TAIL.getOpaque(produced);
        if (tail - consumed.head >= capacity) {
            return false;
        }
        slots[(int) tail & slots.length - 1] = element;
        // A full fence, so that the look at who waits, which follows, cannot come before it.
        produced.tail = tail + 1;
        return true;
    }

    /** Consumer only; null when empty. */
    @SuppressWarnings("unchecked") // Only offer() writes the slots.
    @Nullable
    E poll() {
        long head = (long) HEAD.getOpaque(consumed);
        if (head >= produced.tail) {
            return null;
        }
        int slot = (int) head & slots.length - 1;
        E element = (E) slots[slot];
        slots[slot] = null;
        consumed.head = head + 1;
        return element;
    }

    /** Any thread; may be outdated at once. */
    int size() {
        long head = consumed.head;
        return (int) (produced.tail - head);
    }
}
