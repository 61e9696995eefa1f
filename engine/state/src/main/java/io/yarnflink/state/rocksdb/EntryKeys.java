package io.yarnflink.state.rocksdb;

import java.util.Arrays;

/** Keys of entries begin with the key group and the state's number, two bytes each; key, namespace and the rest follow. */
final class EntryKeys {
    static final int HEADER = 4;

    private EntryKeys() {}

    static byte[] header(int keyGroup, int state) {
        return new byte[] {(byte) (keyGroup >>> 8), (byte) keyGroup, (byte) (state >>> 8), (byte) state};
    }

    /** The first key of a key group, of any state. */
    static byte[] keyGroup(int keyGroup) {
        return new byte[] {(byte) (keyGroup >>> 8), (byte) keyGroup};
    }

    static int keyGroupOf(byte[] key) {
        return ((key[0] & 0xff) << 8) | (key[1] & 0xff);
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** The least key that is greater than all that begin with {@code prefix}; key groups do not reach the last byte. */
    static byte[] behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (prefix[last] == -1) {
            last--;
        }
        byte[] behind = Arrays.copyOf(prefix, last + 1);
        behind[last]++;
        return behind;
    }

    /** The least key that is greater. */
    static byte[] after(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }

    /** The same key of the state with another number. */
    static byte[] ofState(byte[] key, int state) {
        byte[] other = key.clone();
        other[2] = (byte) (state >>> 8);
        other[3] = (byte) state;
        return other;
    }
}
