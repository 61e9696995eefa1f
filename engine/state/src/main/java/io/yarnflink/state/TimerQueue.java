package io.yarnflink.state;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one operator and one time domain: earliest first over all keys, de-duplicated by key, namespace and
 * timestamp within each key group. Task thread only.
 */
public final class TimerQueue<K, N> {
    private final KeyGroupRange range;
    private final int maxParallelism;
    private final TypeSerializer<K> keys;
    private final @Nullable TimerSet<K, N>[] groups;
    private @Nullable Timer<K, N>[] heap = newHeap(16);
    private int size;
    private long registrations;

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    public TimerQueue(KeyGroupRange range, int maxParallelism, TypeSerializer<K> keys) {
        this.keys = keys;
        this.range = range;
        this.maxParallelism = maxParallelism;
        groups = new TimerSet[range.size()];
    }

    public int size() {
        return size;
    }

    public boolean contains(K key, int hash, N namespace, long timestamp) {
        return group(hash).find(key, hash, namespace, timestamp) != null;
    }

    /** Adds a timer with a key of its own. False when it is there already. */
    public boolean add(K key, int hash, N namespace, long timestamp) {
        TimerSet<K, N> group = group(hash);
        if (group.find(key, hash, namespace, timestamp) != null) {
            return false;
        }
        add(group, new Timer<>(keys.copy(key), hash, namespace, timestamp, registrations++));
        return true;
    }

    private void add(TimerSet<K, N> group, Timer<K, N> timer) {
        group.add(timer);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        place(timer, size++);
        siftUp(timer);
    }

    /** Removes a timer; false when there is none. */
    public boolean remove(K key, int hash, N namespace, long timestamp) {
        TimerSet<K, N> group = group(hash);
        Timer<K, N> timer = group.find(key, hash, namespace, timestamp);
        if (timer == null) {
            return false;
        }
        group.remove(timer);
        removeFromHeap(timer);
        return true;
    }

    /** The earliest timer's timestamp; {@code Long.MAX_VALUE} when there is none. */
    public long nextTimestamp() {
        Timer<K, N> first = heap[0];
        return first == null ? Long.MAX_VALUE : first.timestamp();
    }

    /** Takes out the earliest timer with a timestamp of at most {@code time}; null when there is none. */
    public @Nullable Timer<K, N> pollUntil(long time) {
        Timer<K, N> first = heap[0];
        if (first == null || first.timestamp() > time) {
            return null;
        }
        group(first.hash()).remove(first);
        removeFromHeap(first);
        return first;
    }

    /** What a snapshot holds of it; the serializers are those of keys and namespaces. */
    FrozenPart freeze(StateId id, TypeSerializer<?>[] serializers, SnapshotPlan plan) {
        FrozenEntries part = new FrozenEntries(id, range, serializers);
        for (int offset = 0; offset < groups.length; offset++) {
            TimerSet<K, N> group = groups[offset];
            if (group == null) {
                continue;
            }
            SnapshotPlan.Choice choice = plan.choice(id, offset + range.first(), group.isTracking());
            boolean restart = !plan.isApart() && !choice.changes();
            FrozenTimers whole = choice.whole() ? group.frozenWhole(restart) : null;
            part.set(offset, choice, choice.changes() ? group.frozenChanges() : null, whole);
        }
        return part;
    }

    /** Reads what a snapshot holds of that key group, range by range. */
    void read(int keyGroup, TypeSerializer<K> itsKeys, TypeSerializer<N> namespaces, DataInputView source)
            throws IOException {
        for (int left = source.readInt(); left > 0; left--) {
            long timestamp = source.readLong();
            K key = itsKeys.deserialize(source);
            remove(
                    key,
                    KeyGroups.restoredHash(key, keyGroup, maxParallelism),
                    namespaces.deserialize(source),
                    timestamp);
        }
        for (int left = source.readInt(); left > 0; left--) {
            long timestamp = source.readLong();
            long sequence = source.readLong();
            K key = itsKeys.deserialize(source);
            int hash = KeyGroups.restoredHash(key, keyGroup, maxParallelism);
            registrations = Math.max(registrations, sequence + 1);
            add(group(hash), new Timer<>(key, hash, namespaces.deserialize(source), timestamp, sequence));
        }
    }

    private TimerSet<K, N> group(int hash) {
        int offset = KeyGroups.keyGroup(hash, maxParallelism) - range.first();
        TimerSet<K, N> group = groups[offset];
        if (group == null) {
            group = new TimerSet<>();
            groups[offset] = group;
        }
        return group;
    }

    private void removeFromHeap(Timer<K, N> timer) {
        size--;
        Timer<K, N> last = at(size);
        heap[size] = null;
        if (last == timer) {
            return;
        }
        place(last, timer.heapIndex);
        siftDown(last);
        siftUp(last);
    }

    private void siftUp(Timer<K, N> timer) {
        while (timer.heapIndex > 0) {
            Timer<K, N> parent = at((timer.heapIndex - 1) / 2);
            if (!timer.isBefore(parent)) {
                return;
            }
            swap(timer, parent);
        }
    }

    private void siftDown(Timer<K, N> timer) {
        while (true) {
            int child = 2 * timer.heapIndex + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            Timer<K, N> smaller = at(child);
            if (!smaller.isBefore(timer)) {
                return;
            }
            swap(timer, smaller);
        }
    }

    private void swap(Timer<K, N> one, Timer<K, N> other) {
        int index = one.heapIndex;
        place(one, other.heapIndex);
        place(other, index);
    }

    private void place(Timer<K, N> timer, int index) {
        heap[index] = timer;
        timer.heapIndex = index;
    }

    private Timer<K, N> at(int index) {
        Timer<K, N> timer = heap[index];
        if (timer == null) {
            throw new IllegalStateException("no timer at " + index + " of " + size);
        }
        return timer;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no generic arrays.
    private static <K, N> @Nullable Timer<K, N>[] newHeap(int capacity) {
        return new Timer[capacity];
    }
}
