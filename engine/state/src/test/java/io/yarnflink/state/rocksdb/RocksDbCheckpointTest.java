package io.yarnflink.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/** What a task can do while RocksDB writes what a snapshot holds, which begins when the test says so. */
class RocksDbCheckpointTest {
    private static final int MAX_PARALLELISM = 4;
    private static final int CACHED = 1000;
    private static final ValueStateDescriptor<Long> VALUES = new ValueStateDescriptor<>("values", Types.LONG);

    @TempDir
    Path folder;

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private RocksDbResources resources = new RocksDbResources(Path.of("."), 1, Runnable::run);
    private boolean rejects;

    @BeforeEach
    void open() {
        resources = new RocksDbResources(folder, 16 << 20, action -> {
            if (rejects) {
                throw new RejectedExecutionException("no more");
            }
            waiting.add(action);
        });
    }

    @AfterEach
    void close() {
        resources.close();
    }

    private KeyedState<Long> state() {
        return new KeyedState<>(
                new KeyGroupRange(0, MAX_PARALLELISM - 1),
                MAX_PARALLELISM,
                LongSerializer.INSTANCE,
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                new RocksDbBackend(resources, CACHED * 150L, true));
    }

    private static void put(KeyedState<Long> state, long first, long end, long value) throws IOException {
        ValueState<Long> values = state.global().getState(VALUES);
        for (long key = first; key < end; key++) {
            state.setCurrentKey(key, KeyGroups.hash(key));
            values.update(value);
        }
    }

    private static void assertValues(KeyedState<Long> state, long first, long end, @Nullable Long value)
            throws IOException {
        ValueState<Long> values = state.global().getState(VALUES);
        for (long key = first; key < end; key++) {
            state.setCurrentKey(key, KeyGroups.hash(key));
            assertThat(values.value()).as("value of %s", key).isEqualTo(value);
        }
    }

    private void runWaiting() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void assertHolds(KeyedSnapshot snapshot, long end, long value) throws IOException {
        OperatorSnapshot stored = new OperatorSnapshot(snapshot, new OperatorStateSnapshot()).inMemory();
        try (KeyedState<Long> restored = state()) {
            stored.nativeFiles().forEach(restored::restore);
            assertValues(restored, 0, end, value);
        }
    }

    private List<Path> databases() throws IOException {
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(each -> String.valueOf(each.getFileName()).startsWith("db-"))
                    .toList();
        }
    }

    @Test
    void valuesAreReadAndChangedMeanwhileAndTheSnapshotHasThemAsTheyWere() throws Exception {
        try (KeyedState<Long> state = state()) {
            put(state, 0, 500, 1);
            KeyedSnapshot snapshot = state.snapshot(false);
            assertValues(state, 0, 500, 1L);
            put(state, 0, 500, 2);
            assertValues(state, 0, 500, 2L);
            runWaiting();
            assertHolds(snapshot, 500, 1);
            assertValues(state, 0, 500, 2L);
        }
    }

    /** Else a value would be looked for where it is not yet. */
    @Test
    void noValueLeavesTheCacheUntilTheDatabaseHasIt() throws Exception {
        try (KeyedState<Long> state = state()) {
            put(state, 0, 500, 1);
            KeyedSnapshot snapshot = state.snapshot(false);
            CompletableFuture<Void> task = waiting(() -> {
                assertValues(state, 1000, 1000 + 4 * CACHED, null);
                assertValues(state, 0, 500, 1L);
                put(state, 0, 500, 2);
            });
            runWaiting();
            task.join();
            assertHolds(snapshot, 500, 1);
            assertValues(state, 0, 500, 2L);
        }
    }

    @Test
    void aSnapshotThatIsGivenUpBeforeItIsMadeLeavesNothing() throws Exception {
        KeyedState<Long> state = state();
        put(state, 0, 10, 1);
        state.snapshot(false).discard();
        state.close();
        assertThat(databases()).as("RocksDB still writes").hasSize(1);
        runWaiting();
        assertThat(databases()).isEmpty();
    }

    @Test
    void aSnapshotThatCannotBeMadeSaysSoAndTheNextOneHasAll() throws Exception {
        try (KeyedState<Long> state = state()) {
            put(state, 0, 10, 1);
            Path taken = Files.createDirectory(databases().get(0).resolve("snapshot-1"));
            KeyedSnapshot first = state.snapshot(false);
            runWaiting();
            OperatorSnapshot unwritten = new OperatorSnapshot(first, new OperatorStateSnapshot());
            assertThatThrownBy(unwritten::inMemory)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot make a checkpoint");
            assertThat(taken).doesNotExist();
            KeyedSnapshot second = state.snapshot(false);
            runWaiting();
            assertHolds(second, 10, 1);
        }
    }

    @Test
    void aSnapshotThatNobodyMakesLosesNothing() throws Exception {
        try (KeyedState<Long> state = state()) {
            put(state, 0, 10, 1);
            rejects = true;
            assertThatThrownBy(() -> state.snapshot(false)).hasMessageContaining("no more");
            rejects = false;
            KeyedSnapshot second = state.snapshot(false);
            runWaiting();
            assertHolds(second, 10, 1);
        }
        assertThat(databases()).isEmpty();
    }

    @Test
    void whenValuesCannotBeWrittenTheDatabaseIsOfNoUseAnyMore() throws Exception {
        OpenDatabase database = OpenDatabase.open(resources.newFolder(), resources);
        byte[] wrongCount = new byte[12];
        wrongCount[8] = 1;
        CompletableFuture<Void> made = database.checkpoint(new WriteBatch(wrongCount), folder.resolve("made"));
        runWaiting();
        assertThat(made).isCompletedExceptionally();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                database::awaitCheckpoint,
                database::snapshot,
                () -> database.iterator(new byte[] {1}),
                () -> database.write(batch()),
                () -> database.deleteRange(new byte[] {1}, new byte[] {2}))) {
            assertThatThrownBy(use).hasMessageContaining("does not have all values");
        }
        database.release();
        assertThat(databases()).isEmpty();
    }

    /** When it had some of a later moment, they would be lost or doubled with what is worked on again. */
    @Test
    void nothingIsWrittenBeforeTheSnapshotIsMade() throws Exception {
        OpenDatabase database = OpenDatabase.open(resources.newFolder(), resources);
        database.checkpoint(new WriteBatch(), folder.resolve("made"));
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        CompletableFuture<Void> reader = waiting(() -> read(database));
        CompletableFuture<Void> meanwhile = database.lastBatch().thenRun(() -> {
            // RocksDB has not begun with the snapshot.
            writers.add(waiting(() -> database.write(batch())));
            writers.add(waiting(() -> database.deleteRange(new byte[] {1}, new byte[] {2})));
            writers.add(waiting(database::awaitCheckpoint));
            doesNotWait(() -> read(database));
        });
        runWaiting();
        meanwhile.join();
        reader.join();
        assertThat(writers).hasSize(3);
        writers.forEach(CompletableFuture::join);
        database.release();
    }

    private static void read(OpenDatabase database) {
        database.iterator(new byte[] {1}).close();
        database.releaseSnapshot(database.snapshot());
    }

    /** Fails rather than never ends. */
    private static void doesNotWait(Runnable action) {
        CompletableFuture.runAsync(action).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static WriteBatch batch() throws RocksDBException {
        WriteBatch batch = new WriteBatch();
        batch.put(new byte[] {1, 2}, new byte[1]);
        return batch;
    }

    @Test
    void whoNeedsRoomWaitsForTheBatchAloneUnlessAllHasChanged() throws Exception {
        OpenDatabase database = OpenDatabase.open(resources.newFolder(), resources);
        WriteBackCache cache = new WriteBackCache(database, 10_000);
        CachedTable table = new Numbers(1);
        WriteBackCache.Entry last = add(cache, table, 0, 40);
        cache.put(last, 1L);
        cache.gather(table);
        database.checkpoint(cache.gathered(), folder.resolve("made"));
        List<CompletableFuture<Void>> all = new ArrayList<>();
        CompletableFuture<Void> meanwhile = database.lastBatch().thenRun(() -> {
            doesNotWait(() -> {
                cache.put(last, 2L);
                add(cache, table, 40, 400);
                assertThat(last.isChanged()).isTrue();
            });
            all.add(waiting(() -> {
                for (int key = 400; key < 600; key++) {
                    cache.put(add(cache, table, key, key + 1), 2L);
                }
            }));
        });
        runWaiting();
        meanwhile.join();
        all.get(0).join();
        cache.close();
        database.release();
    }

    private static WriteBackCache.Entry add(WriteBackCache cache, CachedTable table, int first, int end) {
        WriteBackCache.Entry entry = new WriteBackCache.Entry(table, new WriteBackCache.Place(0, first, null, null));
        for (int key = first; key < end; key++) {
            entry = new WriteBackCache.Entry(table, new WriteBackCache.Place(0, key, null, null));
            cache.add(entry, 8);
        }
        return entry;
    }

    private static final class Numbers extends CachedTable {
        Numbers(int number) {
            super(number, false);
        }

        @Override
        int write(WriteBackCache.Entry entry, WriteBatch batch) {
            try {
                batch.put(new byte[] {(byte) entry.place.key().hashCode()}, new byte[8]);
            } catch (RocksDBException e) {
                throw new IllegalStateException(e);
            }
            return 8;
        }

        @Override
        int measure(WriteBackCache.Entry entry) {
            return 8;
        }
    }

    @Test
    void aSnapshotIsTakenWhenTheOneBeforeIsMade() throws Exception {
        try (KeyedState<Long> state = state()) {
            put(state, 0, 500, 1);
            KeyedSnapshot first = state.snapshot(false);
            put(state, 0, 500, 2);
            CompletableFuture<KeyedSnapshot> taken = new CompletableFuture<>();
            CompletableFuture<Void> second = waiting(() -> taken.complete(state.snapshot(false)));
            runWaiting();
            second.join();
            runWaiting();
            put(state, 0, 500, 3);
            assertHolds(first, 500, 1);
            assertHolds(taken.join(), 500, 2);
        }
    }

    /** Another thread that does so when what it waits for has happened. */
    private static CompletableFuture<Void> waiting(ThrowingCallable use) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                use.call();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.WAITING && !done.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(done).as("waits").isNotDone();
        return done;
    }
}
