package io.yarnflink.state;

/** Places keys: a key belongs to one of a fixed number of key groups, a key group to one subtask. */
public final class KeyGroups {
    private KeyGroups() {}

    /** A key's hash as records carry it: spread over all bits, never negative. */
    public static int hash(Object key) {
        return spread(key.hashCode());
    }

    /** The key group of a key with this {@link #hash}. */
    public static int keyGroup(int hash, int maxParallelism) {
        int mask = maxParallelism - 1;
        // The remainder either way, but what finds the key's values waits long for a division.
        return (maxParallelism & mask) == 0 ? hash & mask : hash % maxParallelism;
    }

    /** The {@link #hash} of a key that was stored in that group; fails when it is to be looked for in another one now. */
    public static int restoredHash(Object key, int keyGroup, int maxParallelism) {
        int hash = hash(key);
        int group = keyGroup(hash, maxParallelism);
        if (group != keyGroup) {
            throw new IllegalStateException("Key '" + key + "' was stored in key group " + keyGroup
                    + ", but belongs to group " + group + " now and would not be found: set the maximum parallelism,"
                    + " which is " + maxParallelism + " now, to the one that the state was written with, and keep"
                    + " hashCode() of keys as it was");
        }
        return hash;
    }

    /** The subtask that owns a key group. */
    public static int subtask(int keyGroup, int parallelism, int maxParallelism) {
        return (int) ((long) keyGroup * parallelism / maxParallelism);
    }

    /** The key groups that a subtask owns. */
    public static KeyGroupRange rangeOf(int subtask, int parallelism, int maxParallelism) {
        long start = ((long) subtask * maxParallelism + parallelism - 1) / parallelism;
        long end = ((subtask + 1L) * maxParallelism - 1) / parallelism;
        return new KeyGroupRange((int) start, (int) end);
    }

    /** Murmur 3 of the four bytes of {@code code} with seed 0; users see it in which subtask prints which key. */
    private static int spread(int code) {
        int h = Integer.rotateLeft(code * 0xcc9e2d51, 15) * 0x1b873593;
        h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        h ^= Integer.BYTES;
        h = (h ^ h >>> 16) * 0x85ebca6b;
        h = (h ^ h >>> 13) * 0xc2b2ae35;
        h ^= h >>> 16;
        return h == Integer.MIN_VALUE ? 0 : Math.abs(h);
    }
}
