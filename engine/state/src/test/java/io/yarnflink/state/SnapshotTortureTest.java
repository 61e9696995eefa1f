package io.yarnflink.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Snapshots that are written while their state goes on changing, and are built on each other, hold what was there. */
class SnapshotTortureTest {
    private static final int SNAPSHOTS = 20;

    /** Bytes that stay where they were put. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Stored(byte[] bytes) implements StoredRange {
        @Override
        public long length() {
            return bytes.length;
        }
    }

    /** What happens between two writes. */
    @FunctionalInterface
    private interface Meanwhile {
        void happen() throws Exception;
    }

    /** Collects what a snapshot is restored from. */
    private static final class Collected implements SnapshotTarget {
        final SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups = new TreeMap<>();
        final Meanwhile meanwhile;
        long kept;

        Collected(Meanwhile meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) throws IOException {
            Stored stored = new Stored(Arrays.copyOfRange(array, offset, offset + length));
            put(state, keyGroup, stored);
            try {
                meanwhile.happen();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return stored;
        }

        @Override
        public StoredRange keep(StateId state, int keyGroup, StoredRange range) {
            kept += range.length();
            put(state, keyGroup, (Stored) range);
            return range;
        }

        @Override
        public FileTarget files(String kind, KeyGroupRange range) {
            throw new IllegalStateException("state on the heap has no files of its own");
        }

        private void put(StateId state, int keyGroup, Stored stored) {
            keyGroups
                    .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                    .computeIfAbsent(state, absent -> new ArrayList<>())
                    .add(stored.bytes());
        }
    }

    @Test
    void whatChangesWhileASnapshotIsWrittenIsNotInIt() throws Exception {
        for (int seed = 0; seed < 15; seed++) {
            Random random = new Random(seed);
            int keys = List.of(5, 60, 1600).get(seed % 3);
            TorturedState tortured = new TorturedState(random, keys, 10_000, new TreeMap<>(), Map.of());
            long kept = 0;
            KeyedSnapshot undecided = tortured.snapshot(true);
            for (int i = 0; i < SNAPSHOTS; i++) {
                change(tortured, random.nextInt(2 * keys));
                boolean whole = random.nextInt(6) == 0;
                KeyedSnapshot snapshot = tortured.snapshot(whole);
                SortedMap<String, String> expected = tortured.expected();
                long now = tortured.now();
                if (random.nextBoolean()) {
                    // It turns out to be durable only now that the next one has been taken.
                    undecided.durable();
                }
                if (random.nextInt(10) == 0) {
                    forget(snapshot, random);
                    continue;
                }
                Collected collected = new Collected(() -> {
                    change(tortured, random.nextInt(1 + keys / 20));
                    if (random.nextInt(400) == 0) {
                        throw new IOException("the disk is full");
                    }
                });
                try {
                    snapshot.write(collected);
                } catch (IOException e) {
                    continue;
                }
                if (!whole && random.nextInt(3) != 0) {
                    snapshot.durable();
                } else if (!whole) {
                    undecided = snapshot;
                }
                kept += collected.kept;
                verify(seed + ", snapshot " + i, keys, now, collected, expected);
            }
            assertThat(kept).isPositive();
        }
    }

    private static void forget(KeyedSnapshot snapshot, Random random) {
        if (random.nextBoolean()) {
            snapshot.discard();
        }
    }

    @Test
    void otherThreadsWriteWhatWasThereAtTheMomentOfTheSnapshot() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            for (int seed = 0; seed < 2; seed++) {
                tortureWith(writers, seed);
            }
        } finally {
            writers.shutdownNow();
        }
    }

    private static void tortureWith(ExecutorService writers, int seed) throws Exception {
        Random random = new Random(seed);
        int keys = 2000;
        TorturedState tortured = new TorturedState(random, keys, 10_000, new TreeMap<>(), Map.of());
        change(tortured, 4 * keys);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < SNAPSHOTS; i++) {
            change(tortured, random.nextInt(keys));
            boolean whole = random.nextInt(6) == 0;
            KeyedSnapshot snapshot = tortured.snapshot(whole);
            SortedMap<String, String> expected = tortured.expected();
            long now = tortured.now();
            String name = seed + ", snapshot " + i;
            writing.add(writers.submit(() -> {
                Collected collected = new Collected(Thread::yield);
                snapshot.write(collected);
                if (!whole) {
                    snapshot.durable();
                }
                verify(name, keys, now, collected, expected);
                return null;
            }));
            while (writing.size() > random.nextInt(3)) {
                writing.remove(0).get(60, TimeUnit.SECONDS);
            }
        }
        for (Future<?> each : writing) {
            each.get(60, TimeUnit.SECONDS);
        }
    }

    private static void change(TorturedState tortured, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            tortured.change();
        }
    }

    private static void verify(String name, int keys, long now, Collected collected, SortedMap<String, String> expected)
            throws Exception {
        TorturedState restored = new TorturedState(new Random(0), keys, now, collected.keyGroups, expected);
        assertThat(restored.content()).as("seed " + name).isEqualTo(TorturedState.seenAt(now, expected));
    }
}
