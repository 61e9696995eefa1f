package io.yarnflink.state;

import java.io.IOException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key group: an open-addressing table with linear probing that keeps each key's hash, so that most
 * probes end without calling {@code equals} and growing never hashes keys again. A value belongs to a key, or to a key
 * and a namespace when the table is spaced. One thread.
 */
final class KeyedTable<K, N, V> {
    private static final int INITIAL_CAPACITY = 8;

    private @Nullable Object[] keys = new @Nullable Object[INITIAL_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[INITIAL_CAPACITY];
    private int[] hashes = new int[INITIAL_CAPACITY];
    private @Nullable Object @Nullable [] namespaces;
    private int size;
    private int sweep;

    KeyedTable(boolean spaced) {
        namespaces = spaced ? new @Nullable Object[INITIAL_CAPACITY] : null;
    }

    /** Sees each entry once. */
    @FunctionalInterface
    interface Visitor<K, N, V> {
        void visit(K key, int hash, @Nullable N namespace, V value) throws IOException;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    @Nullable
    V get(Object key, int hash, Object namespace) {
        return (V) values[slotOf(key, hash, namespace)];
    }

    /** Sets the value of a key that is there already; false when it is not. */
    boolean replace(Object key, int hash, Object namespace, V value) {
        int slot = slotOf(key, hash, namespace);
        if (keys[slot] == null) {
            return false;
        }
        values[slot] = value;
        return true;
    }

    void put(K key, int hash, N namespace, V value) {
        int slot = slotOf(key, hash, namespace);
        if (keys[slot] != null) {
            values[slot] = value;
            return;
        }
        if ((size + 1) * 3 > keys.length * 2) {
            grow();
            slot = slotOf(key, hash, namespace);
        }
        keys[slot] = key;
        hashes[slot] = hash;
        values[slot] = value;
        if (namespaces != null) {
            namespaces[slot] = namespace;
        }
        size++;
    }

    void remove(Object key, int hash, Object namespace) {
        int slot = slotOf(key, hash, namespace);
        if (keys[slot] == null) {
            return;
        }
        size--;
        closeGap(slot);
    }

    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    void forEach(Visitor<? super K, ? super N, ? super V> visitor) throws IOException {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != null) {
                visitor.visit((K) keys[i], hashes[i], namespaces == null ? null : (N) namespaces[i], (V) values[i]);
            }
        }
    }

    /** How many values {@code wanted} accepts. */
    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    int count(Predicate<? super V> wanted) {
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != null && wanted.test((V) values[i])) {
                count++;
            }
        }
        return count;
    }

    /** Looks at the next {@code entries} slots in turn and removes the values that {@code isOver} says are over. */
    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    void sweep(int entries, Predicate<? super V> isOver) {
        for (int looked = 0; looked < entries && size > 0; looked++) {
            sweep = sweep + 1 & keys.length - 1;
            while (keys[sweep] != null && isOver.test((V) values[sweep])) {
                size--;
                closeGap(sweep);
            }
        }
    }

    /** The slot that holds the key, or the free one where it would go. */
    private int slotOf(Object key, int hash, Object namespace) {
        int mask = keys.length - 1;
        int slot = namespaces == null ? home(hash, mask) : home(mixed(hash, namespace), mask);
        while (true) {
            Object found = keys[slot];
            if (found == null
                    || (hashes[slot] == hash
                            && (namespaces == null || namespace.equals(namespaces[slot]))
                            && found.equals(key))) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    private static int mixed(int hash, Object namespace) {
        return hash * 31 + namespace.hashCode();
    }

    private int homeOf(int slot, int mask) {
        Object namespace = namespaces == null ? null : namespaces[slot];
        return home(namespace == null ? hashes[slot] : mixed(hashes[slot], namespace), mask);
    }

    /** All keys of a key group agree in the hash's remainder, so the slot comes from the product's upper bits. */
    private static int home(int hash, int mask) {
        int product = hash * 0x9E3779B9;
        return (product ^ product >>> 16) & mask;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        @Nullable Object @Nullable [] oldNamespaces = namespaces;
        int[] oldHashes = hashes;
        int capacity = oldKeys.length * 2;
        int mask = capacity - 1;
        keys = new @Nullable Object[capacity];
        values = new @Nullable Object[capacity];
        hashes = new int[capacity];
        namespaces = oldNamespaces == null ? null : new @Nullable Object[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] == null) {
                continue;
            }
            Object namespace = oldNamespaces == null ? null : oldNamespaces[i];
            int slot = home(namespace == null ? oldHashes[i] : mixed(oldHashes[i], namespace), mask);
            while (keys[slot] != null) {
                slot = slot + 1 & mask;
            }
            keys[slot] = oldKeys[i];
            values[slot] = oldValues[i];
            hashes[slot] = oldHashes[i];
            if (namespaces != null) {
                namespaces[slot] = namespace;
            }
        }
    }

    /** Moves later entries of the probe chain back, so that no tombstone is needed. */
    private void closeGap(int removed) {
        int mask = keys.length - 1;
        int gap = removed;
        int slot = removed;
        while (true) {
            slot = slot + 1 & mask;
            if (keys[slot] == null) {
                break;
            }
            int distanceFromHome = slot - homeOf(slot, mask) & mask;
            if (distanceFromHome >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                hashes[gap] = hashes[slot];
                if (namespaces != null) {
                    namespaces[gap] = namespaces[slot];
                }
                gap = slot;
            }
        }
        keys[gap] = null;
        values[gap] = null;
        if (namespaces != null) {
            namespaces[gap] = null;
        }
    }
}
