package io.yarnflink.state.checkpoint;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorState;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.Timer;
import io.yarnflink.state.TimerQueue;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.checkpoint.restore.RestoreReader;
import io.yarnflink.state.checkpoint.segment.SegmentReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two checkpoints, of which the second builds on the first, stored when the format was made: they stay readable. */
class FormatFixtureTest {
    /** Of the metadata's schema; one that has changed needs a new version, with this one's schema still compiled in. */
    private static final String SCHEMA = "25186b57e58ee49e";

    private static final int MAX_PARALLELISM = 4;
    private static final int PARALLELISM = 2;
    private static final int KEYS = 400;
    private static final ValueStateDescriptor<Long> COUNTS = new ValueStateDescriptor<>("counts", Types.LONG);
    private static final ListStateDescriptor<String> LISTS = new ListStateDescriptor<>("lists", Types.STRING);
    private static final MapStateDescriptor<String, Integer> MAPS =
            new MapStateDescriptor<>("maps", Types.STRING, Types.INT);
    private static final ListStateDescriptor<String> LIST = new ListStateDescriptor<>("list", Types.STRING);
    private static final ListStateDescriptor<String> UNION = new ListStateDescriptor<>("union", Types.STRING);
    private static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    @TempDir
    Path folder;

    private final ExecutionConfig config = new ExecutionConfig();

    Path fixture() {
        return Path.of("src/test/resources/checkpoints-1");
    }

    int segmentVersion() {
        return 1;
    }

    /** {@code -Dfixture.write=true} makes the files anew, which only a new version of the format may need. */
    @BeforeEach
    void copyFixture() throws Exception {
        if (Boolean.getBoolean("fixture.write")) {
            write(fixture());
        }
        try (Stream<Path> files = Files.walk(fixture())) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(fixture().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    private CheckpointStore.Opened opened() throws IOException {
        return CheckpointStore.open(storage(folder), 2);
    }

    private static CheckpointStorage storage(Path folder) throws IOException {
        return new LocalCheckpointStorages().open(folder.toUri().toString());
    }

    @Test
    void theMetadataSayWhatTheySaid() throws Exception {
        CheckpointMetadata latest = opened().latest().orElseThrow();
        assertThat(latest.getCheckpointId()).isEqualTo(2);
        assertThat(latest.getJobName()).isEqualTo("fixture");
        assertThat(latest.getTriggeredAt()).isEqualTo(1_000_000);
        assertThat(latest.getVertices().get(0).getOperators())
                .containsExactly(
                        new OperatorEntry("op-keyed", "keyed", "uid-keyed"), new OperatorEntry("op-list", "list", ""));
        assertThat(latest.getVertices().get(1).getSubtasks().get(0).getEnded()).isTrue();
        assertThat(latest.getEnumerators().get(0).getState()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(latest.getCommits().get(0).getCommittables()).containsExactly(ByteBuffer.wrap(new byte[] {3}));
        assertThat(opened().checkpoints()).hasSize(2);
    }

    @Test
    void theSegmentsAreWhole() throws Exception {
        CheckpointMetadata latest = opened().latest().orElseThrow();
        List<String> paths = new ArrayList<>();
        for (SubtaskState subtask : latest.getVertices().get(0).getSubtasks()) {
            for (SegmentFile file : subtask.getState().getSegments()) {
                paths.add(file.getPath());
                try (SegmentReader reader = new SegmentReader(storage(folder), file)) {
                    reader.verify();
                    assertThat(reader.index().getEntries()).isNotEmpty();
                }
                ByteBuffer stored = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file.getPath())));
                assertThat(stored.getInt(Integer.BYTES)).isEqualTo(segmentVersion());
            }
        }
        assertThat(paths).contains("data/chk-1-1-tm.segment");
    }

    @Test
    void allStateIsRestoredAtAnyParallelism() throws Exception {
        for (int parallelism : new int[] {1, PARALLELISM, MAX_PARALLELISM}) {
            RestoreAssignment assignment =
                    new RestoreAssignment(opened().latest().orElseThrow());
            Map<String, Long> counts = new TreeMap<>();
            List<String> timers = new ArrayList<>();
            List<String> lists = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                TaskRestore restore = assignment.of(
                        new RestoreAssignment.Vertex(
                                "v", List.of("op-keyed", "op-list"), List.of(), parallelism, MAX_PARALLELISM, false),
                        subtask);
                try (RestoreReader reader = new RestoreReader(
                        new LocalCheckpointStorages(), folder.toUri().toString(), restore)) {
                    Map<String, OperatorSnapshot> operators = reader.operators();
                    readKeyed(operators.get("op-keyed"), subtask, parallelism, counts, timers);
                    readLists(operators.get("op-list"), lists);
                }
            }
            assertThat(counts).hasSize(KEYS).containsEntry("key 0", 1_000L).containsEntry("key 399", 399L);
            assertThat(timers).containsExactlyInAnyOrder("key 0/window@7", "key 1/window@" + Long.MAX_VALUE);
            assertThat(lists).containsExactly("a0", "b0", "a1", "b1");
        }
    }

    private void readKeyed(
            @Nullable OperatorSnapshot snapshot,
            int subtask,
            int parallelism,
            Map<String, Long> counts,
            List<String> timers)
            throws Exception {
        KeyedState<String> state = keyed(subtask, parallelism);
        if (snapshot != null) {
            snapshot.keyGroups().forEach(state::restore);
        }
        state.forEachKey(COUNTS, (key, value) -> counts.put(key, value.value()));
        if (subtask == KeyGroups.subtask(group("key 0"), parallelism, MAX_PARALLELISM)) {
            state.setCurrentKey("key 0", KeyGroups.hash("key 0"));
            assertThat(state.global().getListState(LISTS).get()).containsExactly("x", "y");
            assertThat(state.global().getMapState(MAPS).get("m")).isEqualTo(5);
        }
        TimerQueue<String, String> queue = state.timers("timers", StringSerializer.INSTANCE);
        for (Timer<String, String> timer = queue.pollUntil(Long.MAX_VALUE);
                timer != null;
                timer = queue.pollUntil(Long.MAX_VALUE)) {
            timers.add(timer.key() + "/" + timer.namespace() + "@" + timer.timestamp());
        }
    }

    private void readLists(@Nullable OperatorSnapshot snapshot, List<String> lists) throws Exception {
        OperatorState state = new OperatorState(config, requireNonNull(snapshot).operatorState());
        state.getListState(LIST).get().forEach(lists::add);
        assertThat(state.getUnionListState(UNION).get()).containsExactly("u0", "u1");
        assertThat(state.getBroadcastState(RULES).get("rule")).isEqualTo("same");
    }

    private static int group(String key) {
        return KeyGroups.keyGroup(KeyGroups.hash(key), MAX_PARALLELISM);
    }

    private KeyedState<String> keyed(int subtask, int parallelism) {
        return new KeyedState<>(
                KeyGroups.rangeOf(subtask, parallelism, MAX_PARALLELISM),
                MAX_PARALLELISM,
                StringSerializer.INSTANCE,
                config,
                SystemClock.INSTANCE);
    }

    @Test
    void theSchemaOfTheMetadataIsThatOfItsVersion() {
        assertThat(Long.toHexString(SchemaNormalization.parsingFingerprint64(CheckpointMetadata.getClassSchema())))
                .as("the schema has changed: raise MetadataFile.VERSION, and keep the schema of version 1")
                .isEqualTo(SCHEMA);
        assertThat(MetadataFile.VERSION).isEqualTo(1);
    }

    private void write(Path target) throws Exception {
        CheckpointStorage storage = storage(target);
        for (String each : List.of("data", "aside", "commits")) {
            storage.delete(each);
        }
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        SnapshotWriter writer = new SegmentSnapshotWriter(
                new LocalCheckpointStorages(),
                target.toUri().toString(),
                "tm",
                1,
                segmentVersion() == 2,
                Runnable::run);
        List<KeyedState<String>> states = List.of(keyed(0, PARALLELISM), keyed(1, PARALLELISM));
        for (int i = 0; i < KEYS; i++) {
            KeyedState<String> state = owner(states, "key " + i);
            state.global().getState(COUNTS).update((long) i);
            state.global().getListState(LISTS).update(List.of("the list of key " + i + " is somewhat longer"));
        }
        KeyedState<String> first = owner(states, "key 0");
        first.global().getListState(LISTS).update(List.of("x", "y"));
        first.global().getMapState(MAPS).put("m", 5);
        List<TimerQueue<String, String>> timers = states.stream()
                .map(state -> state.timers("timers", StringSerializer.INSTANCE))
                .toList();
        add(timers, "key 0", 7);
        add(timers, "key 1", Long.MAX_VALUE);
        store.complete(taken(1, writer, states));
        writer.completed(1);
        owner(states, "key 0").global().getState(COUNTS).update(1_000L);
        store.complete(taken(2, writer, states));
        storage.delete("aside");
    }

    private static void add(List<TimerQueue<String, String>> timers, String key, long timestamp) {
        timers.get(KeyGroups.subtask(group(key), PARALLELISM, MAX_PARALLELISM))
                .add(key, KeyGroups.hash(key), "window", timestamp);
    }

    private static KeyedState<String> owner(List<KeyedState<String>> states, String key) {
        KeyedState<String> state = states.get(KeyGroups.subtask(group(key), PARALLELISM, MAX_PARALLELISM));
        state.setCurrentKey(key, KeyGroups.hash(key));
        return state;
    }

    private CheckpointMetadata taken(long id, SnapshotWriter writer, List<KeyedState<String>> states) throws Exception {
        writer.begin(id, "", Set.of("0", "1"));
        List<CompletableFuture<TaskState>> written = new ArrayList<>();
        for (int subtask = 0; subtask < PARALLELISM; subtask++) {
            OperatorState lists = new OperatorState(config, new OperatorStateSnapshot());
            lists.getListState(LIST).update(List.of("a" + subtask, "b" + subtask));
            lists.getUnionListState(UNION).update(List.of("u" + subtask));
            lists.getBroadcastState(RULES).put("rule", "same");
            OperatorSnapshot keyed =
                    new OperatorSnapshot(states.get(subtask).snapshot(false), new OperatorStateSnapshot());
            written.add(writer.write(
                    id,
                    String.valueOf(subtask),
                    new TaskSnapshot(
                            List.of(
                                    new TaskSnapshot.Part("op-keyed", keyed),
                                    new TaskSnapshot.Part("op-list", OperatorSnapshot.unkeyed(lists.snapshot()))),
                            List.of())));
        }
        List<SubtaskState> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < PARALLELISM; subtask++) {
            subtasks.add(new SubtaskState(subtask, false, written.get(subtask).join()));
        }
        return metadata(id, subtasks);
    }

    private static CheckpointMetadata metadata(long id, List<SubtaskState> subtasks) {
        List<OperatorEntry> operators =
                List.of(new OperatorEntry("op-keyed", "keyed", "uid-keyed"), new OperatorEntry("op-list", "list", ""));
        TaskState nothing = new TaskState(List.of(), ByteBuffer.allocate(0), List.of(), List.of());
        VertexState source = new VertexState(
                List.of(new OperatorEntry("op-source", "source", "")),
                1,
                MAX_PARALLELISM,
                List.of(new SubtaskState(0, true, nothing)));
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(MetadataFile.VERSION)
                .setJobId("0000000000000001")
                .setJobName("fixture")
                .setCheckpointId(id)
                .setEpoch(1)
                .setTriggeredAt(1_000_000)
                .setCompletedAt(1_000_500)
                .setSavepoint(false)
                .setVertices(List.of(new VertexState(operators, PARALLELISM, MAX_PARALLELISM, subtasks), source))
                .setEnumerators(List.of(new EnumeratorState("op-source", 3, ByteBuffer.wrap(new byte[] {1, 2}))))
                .setCommits(List.of(
                        new PendingCommit("op-sink", "sink", 0, id, 1, List.of(ByteBuffer.wrap(new byte[] {3})))))
                .build();
    }
}
