package io.yarnflink.state;

import org.jspecify.annotations.Nullable;

/**
 * The values of one key group: an open-addressing table with linear probing that keeps each key's hash, so that most
 * probes end without calling {@code equals} and growing never hashes again. One thread.
 */
final class KeyedTable<K, V> {
    private static final int INITIAL_CAPACITY = 8;

    private @Nullable Object[] keys = new @Nullable Object[INITIAL_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[INITIAL_CAPACITY];
    private int[] hashes = new int[INITIAL_CAPACITY];
    private int size;

    /** Sees each entry once. */
    @FunctionalInterface
    interface Visitor<K, V> {
        void visit(K key, int hash, V value);
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    @Nullable
    V get(Object key, int hash) {
        return (V) values[slotOf(key, hash)];
    }

    /** Sets the value of a key that is there already; false when it is not. */
    boolean replace(Object key, int hash, V value) {
        int slot = slotOf(key, hash);
        if (keys[slot] == null) {
            return false;
        }
        values[slot] = value;
        return true;
    }

    void put(K key, int hash, V value) {
        int slot = slotOf(key, hash);
        if (keys[slot] != null) {
            values[slot] = value;
            return;
        }
        if ((size + 1) * 3 > keys.length * 2) {
            grow();
            slot = slotOf(key, hash);
        }
        keys[slot] = key;
        hashes[slot] = hash;
        values[slot] = value;
        size++;
    }

    void remove(Object key, int hash) {
        int slot = slotOf(key, hash);
        if (keys[slot] == null) {
            return;
        }
        size--;
        closeGap(slot);
    }

    @SuppressWarnings("unchecked") // Only put() writes the arrays.
    void forEach(Visitor<? super K, ? super V> visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != null) {
                visitor.visit((K) keys[i], hashes[i], (V) values[i]);
            }
        }
    }

    /** The slot that holds the key, or the free one where it would go. */
    private int slotOf(Object key, int hash) {
        int mask = keys.length - 1;
        int slot = home(hash, mask);
        while (true) {
            Object found = keys[slot];
            if (found == null || (hashes[slot] == hash && found.equals(key))) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
    }

    /** All keys of a key group agree in the hash's remainder, so the slot comes from the product's upper bits. */
    private static int home(int hash, int mask) {
        int product = hash * 0x9E3779B9;
        return (product ^ product >>> 16) & mask;
    }

    private void grow() {
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        int[] oldHashes = hashes;
        int capacity = oldKeys.length * 2;
        int mask = capacity - 1;
        keys = new @Nullable Object[capacity];
        values = new @Nullable Object[capacity];
        hashes = new int[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = home(oldHashes[i], mask);
                while (keys[slot] != null) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
                hashes[slot] = oldHashes[i];
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
            int distanceFromHome = slot - home(hashes[slot], mask) & mask;
            if (distanceFromHome >= (slot - gap & mask)) {
                keys[gap] = keys[slot];
                values[gap] = values[slot];
                hashes[gap] = hashes[slot];
                gap = slot;
            }
        }
        keys[gap] = null;
        values[gap] = null;
    }
}
