package io.yarnflink.state;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A keyed snapshot in memory: by key group and state the ranges of bytes to be read one after the other. */
record StoredKeyGroups(SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups) implements KeyedSnapshot {

    /** What {@code snapshot} holds now, which is all of it while none before it was called durable. */
    static StoredKeyGroups of(KeyedSnapshot snapshot) throws IOException {
        if (snapshot instanceof StoredKeyGroups stored) {
            return stored;
        }
        SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups = new TreeMap<>();
        snapshot.write(new SnapshotTarget() {
            @Override
            public StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) {
                byte[] bytes = new byte[length];
                System.arraycopy(array, offset, bytes, 0, length);
                return put(state, keyGroup, new InMemory(bytes));
            }

            @Override
            public StoredRange keep(StateId state, int keyGroup, StoredRange range) {
                if (range instanceof InMemory kept) {
                    return put(state, keyGroup, kept);
                }
                throw new IllegalStateException("State '" + state.name() + "' of key group " + keyGroup
                        + " builds on a snapshot that is not in memory; take a whole one");
            }

            private StoredRange put(StateId state, int keyGroup, InMemory range) {
                keyGroups
                        .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                        .computeIfAbsent(state, absent -> new ArrayList<>())
                        .add(range.bytes());
                return range;
            }
        });
        return new StoredKeyGroups(keyGroups);
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record InMemory(byte[] bytes) implements StoredRange {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    @Override
    public void write(SnapshotTarget target) throws IOException {
        for (Map.Entry<Integer, Map<StateId, List<byte[]>>> keyGroup : keyGroups.entrySet()) {
            for (Map.Entry<StateId, List<byte[]>> state : keyGroup.getValue().entrySet()) {
                for (byte[] range : state.getValue()) {
                    target.add(state.getKey(), keyGroup.getKey(), range, 0, range.length);
                }
            }
        }
    }

    @Override
    public void durable() {}

    @Override
    public void discard() {}
}
