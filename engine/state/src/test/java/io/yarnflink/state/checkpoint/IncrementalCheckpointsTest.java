package io.yarnflink.state.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.KeyedState;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.StateBackend;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.checkpoint.restore.RestoreReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keyed state that changes, is written by what changed, compressed or not, fails now and then, and is read back from files at
 * another parallelism.
 */
class IncrementalCheckpointsTest {
    private static final int MAX_PARALLELISM = 8;
    private static final ValueStateDescriptor<String> VALUES = new ValueStateDescriptor<>("values", Types.STRING);

    @TempDir
    Path folder;

    private final ExecutionConfig config = new ExecutionConfig();
    private int referredToOlder;
    private int mixed;

    /** How values are kept; null on the heap. */
    @Nullable
    StateBackend backend() {
        return null;
    }

    @Test
    void whateverIsAbortedTheNewestCompletedCheckpointHoldsAllOfItsMoment() throws Exception {
        for (long seed = 1; seed <= 12; seed++) {
            run(seed);
        }
        assertThat(referredToOlder)
                .as("checkpoints that referred to older segments")
                .isGreaterThan(10);
        assertThat(mixed).as("checkpoints of plain and compressed segments").isGreaterThan(10);
    }

    private void run(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        String uri = folder.resolve("job-" + seed).toUri().toString();
        CheckpointStorage storage = new LocalCheckpointStorages().open(uri);
        CheckpointStore store = CheckpointStore.open(storage, 1).store();
        SnapshotWriter plain = writer(uri, "plain", false);
        SnapshotWriter compressed = writer(uri, "compressed", true);
        KeyedState<String> state = keyed(new KeyGroupRange(0, MAX_PARALLELISM - 1));
        Map<String, String> expected = new HashMap<>();
        Map<String, String> completed = Map.of();
        for (int id = 1; id <= 25; id++) {
            change(random, state, expected);
            SnapshotWriter writer = random.nextBoolean() ? plain : compressed;
            writer.begin(id, "", Set.of("task"));
            OperatorSnapshot snapshot = new OperatorSnapshot(state.snapshot(false), new OperatorStateSnapshot());
            Map<String, String> moment = new HashMap<>(expected);
            if (random.nextBoolean()) {
                // The task goes on before its snapshot is written.
                change(random, state, expected);
            }
            CompletableFuture<TaskState> written = writer.write(
                    id, "task", new TaskSnapshot(List.of(new TaskSnapshot.Part("op", snapshot)), List.of()));
            if (random.nextInt(3) == 0) {
                writer.aborted(id);
            } else {
                TaskState task = written.join();
                referredToOlder += task.getSegments().size() > 1 ? 1 : 0;
                mixed += refersTo("plain", task) && refersTo("compressed", task) ? 1 : 0;
                store.complete(metadata(id, task));
                completed = moment;
                store.discardOld(1);
                writer.completed(id);
            }
        }
        CheckpointStore.Opened opened = CheckpointStore.open(storage, 2);
        if (opened.latest().isPresent()) {
            int parallelism = 1 + random.nextInt(4);
            assertThat(restored(uri, opened.latest().get(), parallelism))
                    .as("seed %d", seed)
                    .isEqualTo(completed);
        }
    }

    private static SnapshotWriter writer(String uri, String name, boolean compressed) {
        return new SegmentSnapshotWriter(new LocalCheckpointStorages(), uri, name, 1, compressed, Runnable::run);
    }

    private static boolean refersTo(String writer, TaskState task) {
        return task.getSegments().stream().anyMatch(file -> file.getPath().contains(writer));
    }

    private void change(SplittableRandom random, KeyedState<String> state, Map<String, String> expected)
            throws Exception {
        ValueState<String> values = state.global().getState(VALUES);
        int changes = random.nextInt(4) == 0 ? 3_000 : random.nextInt(60);
        for (int i = 0; i < changes; i++) {
            String key = "key " + random.nextInt(2_000);
            state.setCurrentKey(key, KeyGroups.hash(key));
            if (random.nextInt(5) == 0) {
                values.clear();
                expected.remove(key);
            } else {
                String value = "value " + random.nextLong();
                values.update(value);
                expected.put(key, value);
            }
        }
    }

    private Map<String, String> restored(String uri, CheckpointMetadata checkpoint, int parallelism) throws Exception {
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        Map<String, String> found = new HashMap<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            KeyedState<String> state = keyed(KeyGroups.rangeOf(subtask, parallelism, MAX_PARALLELISM));
            try (RestoreReader reader = new RestoreReader(
                    new LocalCheckpointStorages(),
                    uri,
                    assignment.of(
                            new RestoreAssignment.Vertex(
                                    "v", List.of("op"), List.of(), parallelism, MAX_PARALLELISM, false),
                            subtask))) {
                OperatorSnapshot snapshot = reader.operators().get("op");
                if (snapshot != null) {
                    snapshot.keyGroups().forEach(state::restore);
                    snapshot.nativeFiles().forEach(state::restore);
                }
            }
            state.forEachKey(VALUES, (key, values) -> found.put(key, values.value()));
        }
        return found;
    }

    private KeyedState<String> keyed(KeyGroupRange range) {
        return new KeyedState<>(
                range, MAX_PARALLELISM, StringSerializer.INSTANCE, config, SystemClock.INSTANCE, backend());
    }

    private static CheckpointMetadata metadata(long id, TaskState task) {
        OperatorEntry operator = new OperatorEntry("op", "operator", "");
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(MetadataFile.VERSION)
                .setJobId("job")
                .setJobName("name")
                .setCheckpointId(id)
                .setEpoch(1)
                .setTriggeredAt(0)
                .setCompletedAt(0)
                .setSavepoint(false)
                .setVertices(List.of(new VertexState(
                        List.of(operator), 1, MAX_PARALLELISM, List.of(new SubtaskState(0, false, task)))))
                .setEnumerators(List.of())
                .setCommits(List.of())
                .build();
    }
}
