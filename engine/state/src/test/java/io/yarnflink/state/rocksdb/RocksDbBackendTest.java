package io.yarnflink.state.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.StateBackendOptions;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.tuple.Tuple1;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.NativeFiles;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StoredRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksDbBackendTest {
    private static final int MAX_PARALLELISM = 4;
    private static final ValueStateDescriptor<String> VALUES = new ValueStateDescriptor<>("values", Types.STRING);
    private static final Configuration ROCKSDB =
            new Configuration().set(StateBackendOptions.STATE_BACKEND, StateBackendOptions.ROCKSDB);

    @TempDir
    Path folder;

    private RocksDbBackends backends = new RocksDbBackends(new Configuration(), Path.of("."), 1, Runnable::run);

    @BeforeEach
    void open() {
        backends = new RocksDbBackends(new Configuration(), folder, 8 << 20, Runnable::run);
    }

    @AfterEach
    void close() {
        backends.close();
    }

    private KeyedState<String> state() {
        return state(backends.of(ROCKSDB).orElseThrow());
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

    private static void put(KeyedState<String> state, String value, int keys) throws IOException {
        ValueState<String> values = state.global().getState(VALUES);
        for (int i = 0; i < keys; i++) {
            state.setCurrentKey("key " + i, KeyGroups.hash("key " + i));
            values.update(value + i);
        }
    }

    private static String value(KeyedState<String> state, int key) throws IOException {
        state.setCurrentKey("key " + key, KeyGroups.hash("key " + key));
        return String.valueOf(state.global().getState(VALUES).value());
    }

    private static OperatorSnapshot inMemory(KeyedSnapshot snapshot) {
        return new OperatorSnapshot(snapshot, new OperatorStateSnapshot()).inMemory();
    }

    private List<Path> databases() throws IOException {
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(each -> String.valueOf(each.getFileName()).startsWith("db-"))
                    .toList();
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void aMapKeyThatItsUserGoesOnToChangeChangesNoEntry() throws Exception {
        try (KeyedState<String> state = state()) {
            state.setCurrentKey("k", KeyGroups.hash("k"));
            MapState<Tuple1<Long>, Long> map =
                    state.global().getMapState(new MapStateDescriptor<>("map", Types.TUPLE(Types.LONG), Types.LONG));
            Tuple1<Long> probe = Tuple1.of(1L);
            assertThat(map.get(probe)).isNull();
            map.put(Tuple1.of(1L), 10L);
            probe.f0 = 2L;
            assertThat(map.get(probe)).isNull();
            List<String> entries = new ArrayList<>();
            for (Map.Entry<Tuple1<Long>, Long> entry : map.entries()) {
                entries.add(entry.getKey().f0 + "=" + entry.getValue());
            }
            assertThat(entries).containsExactly("1=10");
        }
    }

    @Test
    void aClosedDatabaseLeavesNoFilesAndNoHandles() throws Exception {
        put(state(), "warm up ", 1);
        long before = openFiles();
        for (int i = 0; i < 25; i++) {
            KeyedState<String> state = state();
            put(state, "value ", 100);
            KeyedSnapshot files = state.snapshot(false);
            KeyedSnapshot whole = state.snapshot(true);
            files.discard();
            whole.discard();
            state.close();
        }
        assertThat(openFiles()).isLessThan(before + 20);
        assertThat(databases()).as("that of the warm-up").hasSize(1);
    }

    @Test
    void snapshotsCanBeWrittenWhenTheirTaskHasEnded() throws Exception {
        KeyedState<String> state = state();
        put(state, "a", 50);
        KeyedSnapshot files = state.snapshot(false);
        KeyedSnapshot whole = state.snapshot(true);
        put(state, "b", 50);
        state.close();
        for (OperatorSnapshot each : List.of(inMemory(files), inMemory(whole))) {
            KeyedState<String> restored = state();
            each.keyGroups().forEach(restored::restore);
            each.nativeFiles().forEach(restored::restore);
            assertThat(value(restored, 7)).isEqualTo("a7");
            restored.close();
        }
        assertThat(databases()).isEmpty();
    }

    /** Says which files were new and which were kept. */
    private static final class Counting implements SnapshotTarget, SnapshotTarget.FileTarget {
        private final Set<String> added = new HashSet<>();
        private final Set<String> kept = new HashSet<>();

        @Override
        public StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) {
            return () -> length;
        }

        @Override
        public StoredRange keep(StateId state, int keyGroup, StoredRange range) {
            return range;
        }

        @Override
        public FileTarget files(String kind, KeyGroupRange keyGroups) {
            return this;
        }

        @Override
        public StoredRange add(String name, Path file) throws IOException {
            added.add(name);
            long size = Files.size(file);
            return () -> size;
        }

        @Override
        public StoredRange keep(String name, StoredRange range) {
            kept.add(name);
            return range;
        }

        static Counting of(KeyedSnapshot snapshot) throws IOException {
            Counting counting = new Counting();
            snapshot.write(counting);
            return counting;
        }

        Set<String> tables() {
            Set<String> tables = new HashSet<>(added);
            tables.removeIf(name -> !name.endsWith(".sst"));
            return tables;
        }
    }

    @Test
    void onlyFilesThatNoDurableSnapshotHoldsAreStored() throws Exception {
        KeyedState<String> state = state();
        put(state, "a", 500);
        KeyedSnapshot first = state.snapshot(false);
        Counting firstFiles = Counting.of(first);
        assertThat(firstFiles.tables()).isNotEmpty();
        KeyedSnapshot beforeDurable = state.snapshot(false);
        assertThat(Counting.of(beforeDurable).tables())
                .as("the first may not be durable yet")
                .containsAll(firstFiles.tables());
        first.durable();
        Counting later = Counting.of(state.snapshot(false));
        assertThat(later.tables()).isEmpty();
        assertThat(later.kept).isEqualTo(firstFiles.tables());
        put(state, "b", 3);
        Counting changed = Counting.of(state.snapshot(false));
        assertThat(changed.tables()).hasSize(1);
        state.close();
    }

    @Test
    void withoutIncrementalCheckpointsAllFilesAreStored() throws Exception {
        Configuration whole = new Configuration(ROCKSDB).set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, false);
        KeyedState<String> state = state(backends.of(whole).orElseThrow());
        put(state, "a", 500);
        KeyedSnapshot first = state.snapshot(false);
        Set<String> tables = Counting.of(first).tables();
        first.durable();
        assertThat(Counting.of(state.snapshot(false)).tables()).isEqualTo(tables);
        state.close();
    }

    @Test
    void theHeapRefusesFilesOfRocksDbByName() throws Exception {
        KeyedState<String> state = state();
        put(state, "a", 1);
        NativeFiles files = inMemory(state.snapshot(false)).nativeFiles().get(0);
        state.close();
        KeyedState<String> heap = state((StateBackend) null);
        assertThatThrownBy(() -> heap.restore(files))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("files of kind 'rocksdb-1'")
                .hasMessageContaining("start from a savepoint");
    }

    /** Files that one change has happened to. */
    private record Damaged(NativeFiles files, boolean removes) implements NativeFiles {
        @Override
        public String kind() {
            return files.kind();
        }

        @Override
        public KeyGroupRange keyGroups() {
            return files.keyGroups();
        }

        @Override
        public void copyTo(Path target) throws IOException {
            files.copyTo(target);
            List<Path> tables = new ArrayList<>(Folders.files(target));
            tables.removeIf(each -> !each.toString().endsWith(".sst"));
            if (removes) {
                Files.delete(tables.get(0));
            } else {
                byte[] bytes = Files.readAllBytes(tables.get(0));
                bytes[10] ^= 1;
                Files.write(tables.get(0), bytes);
            }
        }
    }

    @Test
    void filesThatAreMissingOrChangedAreNamedAndNeverReadAsSomethingElse() throws Exception {
        KeyedState<String> state = state();
        put(state, "a", 20);
        NativeFiles files = inMemory(state.snapshot(false)).nativeFiles().get(0);
        state.close();
        for (boolean removes : new boolean[] {true, false}) {
            KeyedState<String> restored = state();
            restored.restore(new Damaged(files, removes));
            assertThatThrownBy(() -> value(restored, 3))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("RocksDB")
                    .hasMessageContaining(".sst");
            restored.close();
        }
        assertThat(databases()).isEmpty();
    }

    @Test
    void whoStillHasAStateWhenItsTaskHasEndedIsToldSo() throws Exception {
        KeyedState<String> state = state();
        ValueState<String> values = state.global().getState(VALUES);
        MapState<String, Long> map =
                state.global().getMapState(new MapStateDescriptor<>("map", Types.STRING, Types.LONG));
        put(state, "a", 3);
        map.put("x", 1L);
        Iterable<String> keys = map.keys();
        state.close();
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                values::value,
                () -> values.update("b"),
                values::clear,
                () -> map.get("x"),
                () -> map.put("x", 2L),
                map::isEmpty,
                map::clear,
                () -> keys.iterator().hasNext(),
                () -> state.global().getState(new ValueStateDescriptor<>("other", Types.LONG)))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("after its task had ended");
        }
    }

    @Test
    void filesThatEachCheckpointStoresAnewStaySmall() throws Exception {
        KeyedState<String> state = state();
        put(state, "a", 1);
        List<Path> options =
                new ArrayList<>(Folders.files(OpenDatabase.files(databases().get(0))));
        options.removeIf(each -> !String.valueOf(each.getFileName()).startsWith("OPTIONS-"));
        assertThat(Files.readString(options.get(0))).contains("max_manifest_file_size=1048576");
        state.close();
    }

    @Test
    void aBackendThatThereIsNotIsRefusedWithThoseThatThereAre() {
        Configuration wrong = new Configuration().set(StateBackendOptions.STATE_BACKEND, "RocksDBStateBackend");
        assertThatThrownBy(() -> backends.of(wrong))
                .hasMessageContaining("state.backend.type")
                .hasMessageContaining("'hashmap' or 'rocksdb'");
        assertThat(backends.of(new Configuration())).isEmpty();
    }
}
