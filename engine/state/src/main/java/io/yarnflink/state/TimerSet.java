package io.yarnflink.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers of one key group by key, namespace and timestamp: an open-addressing table. One thread. */
final class TimerSet<K, N> {
    private @Nullable Timer<K, N>[] slots = newSlots(8);
    private int size;

    @Nullable
    Timer<K, N> find(Object key, int hash, Object namespace, long timestamp) {
        int mask = slots.length - 1;
        int slot = Timer.slotHash(hash, namespace, timestamp) & mask;
        while (true) {
            Timer<K, N> found = slots[slot];
            if (found == null || found.is(key, hash, namespace, timestamp)) {
                return found;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Adds a timer that is not there yet. */
    void add(Timer<K, N> timer) {
        if ((size + 1) * 3 > slots.length * 2) {
            grow();
        }
        slots[freeSlot(timer)] = timer;
        size++;
    }

    /** Removes a timer that is there. */
    void remove(Timer<K, N> timer) {
        int mask = slots.length - 1;
        int gap = timer.slotHash() & mask;
        while (slots[gap] != timer) {
            gap = gap + 1 & mask;
        }
        size--;
        int slot = gap;
        while (true) {
            slot = slot + 1 & mask;
            Timer<K, N> moved = slots[slot];
            if (moved == null) {
                break;
            }
            if ((slot - moved.slotHash() & mask) >= (slot - gap & mask)) {
                slots[gap] = moved;
                gap = slot;
            }
        }
        slots[gap] = null;
    }

    /** All timers, as they fire. */
    List<Timer<K, N>> inOrder() {
        List<Timer<K, N>> ordered = new ArrayList<>(size);
        for (Timer<K, N> timer : slots) {
            if (timer != null) {
                ordered.add(timer);
            }
        }
        ordered.sort((one, other) -> one.isBefore(other) ? -1 : 1);
        return ordered;
    }

    private void grow() {
        @Nullable Timer<K, N>[] old = slots;
        slots = newSlots(old.length * 2);
        for (Timer<K, N> timer : old) {
            if (timer != null) {
                slots[freeSlot(timer)] = timer;
            }
        }
    }

    private int freeSlot(Timer<K, N> timer) {
        int mask = slots.length - 1;
        int slot = timer.slotHash() & mask;
        while (slots[slot] != null) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    private static <K, N> @Nullable Timer<K, N>[] newSlots(int capacity) {
        return new Timer[capacity];
    }
}
