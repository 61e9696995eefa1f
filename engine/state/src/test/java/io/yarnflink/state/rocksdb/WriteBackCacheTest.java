package io.yarnflink.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.NativeFiles;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.StateDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the objects in front of RocksDB take, when they are written, and under which key. */
class WriteBackCacheTest {
    private static final int MAX_PARALLELISM = 4;
    private static final long LIMIT = 1 << 18;
    private static final String KILOBYTE = "x".repeat(1024);
    private static final MapStateDescriptor<String, Long> COUNTS =
            new MapStateDescriptor<>("counts", Types.STRING, Types.LONG);

    @TempDir
    Path folder;

    private RocksDbResources resources = new RocksDbResources(Path.of("."), 1, Runnable::run);
    private @Nullable RocksDbDatabase<?> opened;
    private KeyedState<String> state = state(null);

    @BeforeEach
    void open() {
        resources = new RocksDbResources(folder, 16 << 20, Runnable::run);
        RocksDbBackend backend = new RocksDbBackend(resources, LIMIT, true);
        state = state(new StateBackend() {
            @Override
            public String kind() {
                return backend.kind();
            }

            @Override
            public <K> StateDatabase<K> open(KeyedState<K> owner, List<NativeFiles> restored) {
                StateDatabase<K> database = backend.open(owner, restored);
                opened = (RocksDbDatabase<K>) database;
                return database;
            }
        });
    }

    @AfterEach
    void close() {
        state.close();
        resources.close();
    }

    private static KeyedState<String> state(@Nullable StateBackend backend) {
        return new KeyedState<>(
                new KeyGroupRange(0, MAX_PARALLELISM - 1),
                MAX_PARALLELISM,
                StringSerializer.INSTANCE,
                new ExecutionConfig(),
                SystemClock.INSTANCE,
                backend);
    }

    private RocksDbDatabase<?> database() {
        if (opened == null) {
            throw new IllegalStateException("no state has been asked for");
        }
        return opened;
    }

    private void select(String key) {
        state.setCurrentKey(key, KeyGroups.hash(key));
    }

    private void grow(int keys, int elements) throws Exception {
        ListState<String> lists = state.global().getListState(new ListStateDescriptor<>("lists", Types.STRING));
        for (int element = 0; element < elements; element++) {
            for (int key = 0; key < keys; key++) {
                select("key " + key);
                lists.add(KILOBYTE);
            }
        }
    }

    @Test
    void listsThatHaveGrownMakeRoomWhenASnapshotHasMeasuredThem() throws Exception {
        grow(50, 40);
        state.snapshot(false).discard();
        assertThat(database().cachedBytes()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void listsThatGrowMakeRoomWithoutASnapshot() throws Exception {
        for (int round = 0; round < 4; round++) {
            grow(50, 10);
            assertThat(database().cachedBytes()).isLessThan(3 * LIMIT);
        }
        ListState<String> lists = state.global().getListState(new ListStateDescriptor<>("lists", Types.STRING));
        for (int key = 0; key < 50; key++) {
            select("key " + key);
            assertThat(lists.get()).hasSize(40);
        }
    }

    @Test
    void valuesThatAreReplacedByLargerOnesMakeRoom() throws Exception {
        ValueState<String> values = state.global().getState(new ValueStateDescriptor<>("values", Types.STRING));
        for (int size = 1; size < 100; size++) {
            for (int key = 0; key < 100; key++) {
                select("key " + key);
                values.update("x".repeat(size * 100));
            }
        }
        assertThat(database().cachedBytes()).isLessThan(3 * LIMIT);
    }

    @Test
    void theViewOfAMapChangesTheKeyThatItWasMadeFor() throws Exception {
        MapState<String, Long> counts = state.global().getMapState(COUNTS);
        List<Map.Entry<String, Long>> entries = new ArrayList<>();
        List<Iterator<Map.Entry<String, Long>>> iterators = new ArrayList<>();
        for (String key : List.of("a", "b")) {
            select(key);
            counts.put("kept", 1L);
            counts.put("removed", 1L);
            entries.add(counts.iterator().next());
            iterators.add(counts.iterator());
        }
        evictAll();
        select("c");
        entries.forEach(entry -> entry.setValue(9L));
        iterators.forEach(iterator -> {
            iterator.next();
            iterator.next();
            iterator.remove();
        });
        assertThat(text(counts)).isEmpty();
        for (String key : List.of("a", "b")) {
            select(key);
            assertThat(text(counts)).containsExactly("kept=9");
        }
        evictAll();
        for (String key : List.of("a", "b")) {
            select(key);
            assertThat(text(counts)).containsExactly("kept=9");
        }
    }

    private void evictAll() throws Exception {
        ValueState<Long> other = state.global().getState(new ValueStateDescriptor<>("other", Types.LONG));
        for (long i = 0; i < 2 * LIMIT / 100; i++) {
            select("other " + i);
            other.update(i);
        }
    }

    private static List<String> text(MapState<String, Long> map) throws Exception {
        List<String> text = new ArrayList<>();
        for (Map.Entry<String, Long> entry : map.entries()) {
            text.add(entry.getKey() + "=" + entry.getValue());
        }
        return text;
    }

    @Test
    void aMapEndsWhereThatOfAnotherKeyBegins() throws Exception {
        MapState<String, Long> counts = state.global().getMapState(COUNTS);
        List<String> keys = List.of("a", "a".repeat(300), "\uffff", "\uffff".repeat(400), "aa", "");
        for (String key : keys) {
            select(key);
            counts.put("own", (long) key.length());
            counts.put("\uffff", 0L);
        }
        for (String key : keys) {
            select(key);
            assertThat(text(counts)).containsExactlyInAnyOrder("own=" + key.length(), "\uffff=0");
            counts.clear();
            assertThat(counts.isEmpty()).isTrue();
        }
        assertThat(EntryKeys.behind(new byte[] {0, 1, -1, -1})).containsExactly(0, 2);
    }

    @Test
    void goingOverAMapWhoseValuesCanChangeWritesNothing() throws Exception {
        select("key");
        MapState<Long, List<Long>> lists =
                state.global().getMapState(new MapStateDescriptor<>("lists", Types.LONG, Types.LIST(Types.LONG)));
        for (long i = 0; i < 100; i++) {
            lists.put(i, new ArrayList<>(List.of(i)));
        }
        state.snapshot(false).discard();
        long before = database().written();
        for (int round = 0; round < 100; round++) {
            int entries = 0;
            for (Map.Entry<Long, List<Long>> entry : lists.entries()) {
                assertThat(entry.getValue()).containsExactly(entry.getKey());
                entries++;
            }
            assertThat(entries).isEqualTo(100);
        }
        assertThat(database().written()).isEqualTo(before);
    }

    @Test
    void aValueLargerThanTheCacheIsNotWrittenEachTimeItIsChanged() throws Exception {
        grow(1, 600);
        ValueState<Long> others = state.global().getState(new ValueStateDescriptor<>("others", Types.LONG));
        ListState<String> lists = state.global().getListState(new ListStateDescriptor<>("lists", Types.STRING));
        long before = database().written();
        for (long i = 0; i < 100; i++) {
            select("other " + i);
            others.update(i);
            select("key 0");
            lists.add(KILOBYTE);
        }
        assertThat(database().written() - before).isLessThan(50);
        evictAll();
        select("key 0");
        assertThat(lists.get()).hasSize(700);
    }

    @Test
    void whatWasLetGoOfIsReadAgainThoughAnotherCannotBeWritten() throws Exception {
        ValueState<String> values = state.global().getState(new ValueStateDescriptor<>("values", Types.STRING));
        ValueState<Counted> others =
                state.global().getState(new ValueStateDescriptor<>("others", Types.VALUE(Counted.class)));
        Counted.refused = true;
        int refused = -1;
        for (int i = 0; refused < 0 && i < 10_000; i++) {
            select("key " + i);
            try {
                values.update(KILOBYTE + i);
                if (i % 10 == 5) {
                    others.update(new Counted());
                }
            } catch (RuntimeException e) {
                refused = i;
            }
        }
        Counted.refused = false;
        assertThat(refused).isPositive();
        for (int i = 0; i < refused; i++) {
            select("key " + i);
            assertThat(values.value()).isEqualTo(KILOBYTE + i);
        }
    }

    @Test
    void theKeysOfMapsCountForWhatIsCached() throws Exception {
        MapState<String, String> map =
                state.global().getMapState(new MapStateDescriptor<>("map", Types.STRING, Types.STRING));
        ValueState<String> values = state.global().getState(new ValueStateDescriptor<>("values", Types.STRING));
        for (int i = 0; i < 2000; i++) {
            for (int round = 0; round < 5; round++) {
                select("key");
                map.put(KILOBYTE + i, "value");
                select(KILOBYTE + i);
                values.update("value");
            }
        }
        assertThat(database().cachedBytes()).isLessThan(2 * LIMIT);
    }

    @Test
    void valuesOfManyNewKeysMakeRoom() throws Exception {
        ValueState<String> values = state.global().getState(new ValueStateDescriptor<>("values", Types.STRING));
        for (int i = 0; i < 1000; i++) {
            select("key " + i);
            assertThat(values.value()).isNull();
            values.update(KILOBYTE);
            select("other key " + i);
            values.update(KILOBYTE);
        }
        assertThat(database().cachedBytes()).isLessThan(2 * LIMIT);
    }

    @Test
    void aValueThatIsReadAndPutOnceIsWrittenOnce() throws Exception {
        ValueState<Counted> values =
                state.global().getState(new ValueStateDescriptor<>("values", Types.VALUE(Counted.class)));
        Counted.written = 0;
        for (int i = 0; i < 10_000; i++) {
            select("key " + i);
            Counted value = values.value();
            assertThat(value).isNull();
            values.update(new Counted());
        }
        state.snapshot(false).discard();
        assertThat(Counted.written).as("but for the first, which is measured").isEqualTo(10_001);
        for (int i = 0; i < 10_000; i++) {
            select("key " + i);
            values.update(Objects.requireNonNull(values.value()));
        }
        state.snapshot(false).discard();
        assertThat(Counted.written).isEqualTo(20_001);
    }

    /** Knows how often one of its kind was written. */
    public static final class Counted implements Value {
        private static int written;
        private static boolean refused;

        @Override
        public void write(DataOutputView out) throws IOException {
            if (refused) {
                throw new IOException("not yet");
            }
            written++;
        }

        @Override
        public void read(DataInputView in) {}
    }
}
