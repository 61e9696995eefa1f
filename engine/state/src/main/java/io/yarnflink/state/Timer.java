package io.yarnflink.state;

/** A time at which a key asked to be called, once per namespace and timestamp. */
public final class Timer<K, N> {
    private final K key;
    private final int hash;
    private final N namespace;
    private final long timestamp;
    private final long sequence;
    /** Where the queue's heap holds this timer. */
    int heapIndex;
    /** The epoch of its set in which it was added, and its place among those that were. */
    int epoch;

    int place;

    Timer(K key, int hash, N namespace, long timestamp, long sequence) {
        this.key = key;
        this.hash = hash;
        this.namespace = namespace;
        this.timestamp = timestamp;
        this.sequence = sequence;
    }

    public K key() {
        return key;
    }

    /** The key's {@link KeyGroups#hash}. */
    public int hash() {
        return hash;
    }

    public N namespace() {
        return namespace;
    }

    /** Of timers with one timestamp, that with the lowest fires first. */
    long sequence() {
        return sequence;
    }

    public long timestamp() {
        return timestamp;
    }

    /** By time, then in the order of registration, so that runs repeat exactly. */
    boolean isBefore(Timer<K, N> other) {
        return timestamp < other.timestamp || (timestamp == other.timestamp && sequence < other.sequence);
    }

    boolean is(Object otherKey, int otherHash, Object otherNamespace, long otherTimestamp) {
        return hash == otherHash
                && timestamp == otherTimestamp
                && key.equals(otherKey)
                && namespace.equals(otherNamespace);
    }

    int slotHash() {
        return slotHash(hash, namespace, timestamp);
    }

    static int slotHash(int hash, Object namespace, long timestamp) {
        int mixed = (hash * 31 + namespace.hashCode()) * 31 + Long.hashCode(timestamp);
        int product = mixed * 0x9E3779B9;
        return product ^ product >>> 16;
    }
}
