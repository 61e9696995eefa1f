package io.yarnflink.state;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers of one key group by key, namespace and timestamp: an open-addressing table. One thread. */
final class TimerSet<K, N> {
    private static final int FEW_CHANGES = 256;

    private @Nullable Timer<K, N>[] slots = newSlots(8);
    private int size;
    /** The snapshots that may not have written the slots yet. */
    private final List<WeakReference<FrozenTimers>> frozen = new ArrayList<>(0);

    // What has changed in this epoch, while the last snapshot can be built on.
    private boolean tracking;
    private int epoch;
    private List<@Nullable Timer<K, N>> added = new ArrayList<>(0);
    private List<Timer<K, N>> removed = new ArrayList<>(0);

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
        own();
        if ((size + 1) * 3 > slots.length * 2) {
            grow();
        }
        slots[freeSlot(timer)] = timer;
        size++;
        noteAdded(timer);
    }

    /** Removes a timer that is there. */
    void remove(Timer<K, N> timer) {
        own();
        int mask = slots.length - 1;
        int gap = timer.slotHash() & mask;
        while (slots[gap] != timer) {
            gap = gap + 1 & mask;
        }
        size--;
        noteRemoved(timer);
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

    /** Whether {@link #frozenChanges} can be asked. */
    boolean isTracking() {
        return tracking;
    }

    /** All timers as they are now; null when there are none. {@code restart}: an epoch begins. */
    @Nullable
    FrozenTimers frozenWhole(boolean restart) {
        if (restart) {
            startEpoch();
        }
        if (size == 0) {
            return null;
        }
        FrozenTimers whole = new FrozenTimers(List.of(), Arrays.asList(slots));
        frozen.removeIf(each -> !isAwaited(each.get()));
        frozen.add(new WeakReference<>(whole));
        return whole;
    }

    /** Which timers were added and removed in this epoch, which ends; null when none was. */
    @Nullable
    FrozenTimers frozenChanges() {
        FrozenTimers changes = new FrozenTimers(removed, added);
        boolean isEmpty = removed.isEmpty() && added.isEmpty();
        startEpoch();
        return isEmpty ? null : changes;
    }

    private void startEpoch() {
        stopTracking();
        tracking = true;
        epoch++;
    }

    private void stopTracking() {
        tracking = false;
        added = new ArrayList<>(0);
        removed = new ArrayList<>(0);
    }

    /** Leaves to snapshots what they have not written yet. */
    private void own() {
        if (frozen.isEmpty()) {
            return;
        }
        for (WeakReference<FrozenTimers> each : frozen) {
            if (isAwaited(each.get())) {
                slots = slots.clone();
                break;
            }
        }
        frozen.clear();
    }

    private static boolean isAwaited(@Nullable FrozenTimers timers) {
        return timers != null && !timers.isReleased();
    }

    /** How many snapshots it takes care of. */
    int frozen() {
        return frozen.size();
    }

    private void noteAdded(Timer<K, N> timer) {
        if (tracking) {
            timer.epoch = epoch;
            timer.place = added.size();
            added.add(timer);
            forgetTooMany();
        }
    }

    private void noteRemoved(Timer<K, N> timer) {
        if (!tracking) {
            return;
        }
        if (timer.epoch == epoch) {
            added.set(timer.place, null);
        } else {
            removed.add(timer);
        }
        forgetTooMany();
    }

    /** Written whole, the next snapshot is smaller. */
    private void forgetTooMany() {
        if (added.size() + removed.size() > 2 * Math.max(FEW_CHANGES, size)) {
            stopTracking();
        }
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
