package io.yarnflink.state.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorState;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.StateId;
import io.yarnflink.state.checkpoint.restore.RestoreAssignment;
import io.yarnflink.state.checkpoint.restore.RestoreFit;
import io.yarnflink.state.checkpoint.restore.RestoreReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.ChannelState;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    private static final ListStateDescriptor<String> LIST = new ListStateDescriptor<>("list", Types.STRING);
    private static final ListStateDescriptor<String> UNION = new ListStateDescriptor<>("union", Types.STRING);
    private static final MapStateDescriptor<String, String> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.STRING);

    @TempDir
    Path folder;

    private final ExecutionConfig config = new ExecutionConfig();
    private String uri = "";

    @BeforeEach
    void makeFolder() throws Exception {
        uri = folder.toUri().toString();
        new LocalCheckpointStorages().open(uri).makeFolder("data");
    }

    @Test
    void everySubtaskGoesOnFromWhatRedistributionInMemoryWouldGiveIt() throws Exception {
        for (long seed = 1; seed <= 60; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int maxParallelism = 1 + random.nextInt(20);
            int oldParallelism = 1 + random.nextInt(maxParallelism);
            int parallelism = random.nextInt(4) == 0 ? oldParallelism : 1 + random.nextInt(maxParallelism);
            List<OperatorSnapshot> first = random(random, oldParallelism, maxParallelism);
            List<OperatorSnapshot> second = random(random, oldParallelism, maxParallelism);
            CheckpointMetadata checkpoint = written(seed, maxParallelism, first, second);
            List<OperatorSnapshot> expectedFirst = OperatorSnapshot.redistribute(first, parallelism, maxParallelism);
            List<OperatorSnapshot> expectedSecond = OperatorSnapshot.redistribute(second, parallelism, maxParallelism);
            RestoreAssignment assignment = new RestoreAssignment(checkpoint);
            for (int subtask = 0; subtask < parallelism; subtask++) {
                TaskRestore restore = assignment.of(vertex(parallelism, maxParallelism, "first", "second"), subtask);
                Map<String, OperatorSnapshot> restored = read(restore);
                assertSame(seed, restored.get("first"), expectedFirst.get(subtask));
                assertSame(seed, restored.get("second"), expectedSecond.get(subtask));
            }
        }
    }

    private void assertSame(long seed, @Nullable OperatorSnapshot restored, OperatorSnapshot expected)
            throws Exception {
        OperatorSnapshot actual = restored == null ? OperatorSnapshot.unkeyed(new OperatorStateSnapshot()) : restored;
        assertThat(text(actual)).as("seed %d", seed).isEqualTo(text(expected));
    }

    private String text(OperatorSnapshot snapshot) throws Exception {
        StringBuilder text = new StringBuilder();
        snapshot.keyGroups()
                .forEach((keyGroup, states) -> new TreeMap<>(byName(states)).forEach((state, ranges) -> {
                    text.append(keyGroup).append(state);
                    ranges.forEach(range -> text.append(Arrays.hashCode(range)).append(','));
                }));
        OperatorState state = new OperatorState(config, snapshot.operatorState());
        text.append(state.getListState(LIST).get())
                .append(state.getUnionListState(UNION).get());
        Map<String, String> rules = new TreeMap<>();
        for (Map.Entry<String, String> rule : state.getBroadcastState(RULES).immutableEntries()) {
            rules.put(rule.getKey(), rule.getValue());
        }
        return text.append(rules).toString();
    }

    private static Map<String, List<byte[]>> byName(Map<StateId, List<byte[]>> states) {
        Map<String, List<byte[]>> byName = new HashMap<>();
        states.forEach((id, ranges) -> byName.put(id.toString(), ranges));
        return byName;
    }

    /** Sometimes large, sometimes small, sometimes nothing. */
    private List<OperatorSnapshot> random(SplittableRandom random, int parallelism, int maxParallelism)
            throws Exception {
        boolean large = random.nextInt(5) == 0;
        boolean shared = random.nextBoolean();
        List<OperatorSnapshot> snapshots = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            KeyGroupRange range = KeyGroups.rangeOf(subtask, parallelism, maxParallelism);
            SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups = new TreeMap<>();
            for (int keyGroup = range.first(); keyGroup <= range.last(); keyGroup++) {
                for (int state = random.nextInt(3); state > 0; state--) {
                    byte[] bytes = new byte[random.nextInt(large ? 20_000 : 50)];
                    random.nextBytes(bytes);
                    keyGroups
                            .computeIfAbsent(keyGroup, absent -> new HashMap<>())
                            .put(new StateId("s" + state, "n"), List.of(bytes, new byte[] {(byte) state}));
                }
            }
            snapshots.add(OperatorSnapshot.stored(keyGroups, operatorState(random, subtask, shared)));
        }
        return snapshots;
    }

    private OperatorStateSnapshot operatorState(SplittableRandom random, int subtask, boolean shared) throws Exception {
        OperatorState state = new OperatorState(config, new OperatorStateSnapshot());
        for (int i = random.nextInt(6); i > 0; i--) {
            state.getListState(LIST).add(subtask + "-" + i);
            if (shared) {
                state.getUnionListState(UNION).add("u" + subtask + "-" + i);
                state.getBroadcastState(RULES).put("rule", String.valueOf(subtask));
            }
        }
        return state.snapshot();
    }

    @SafeVarargs
    private CheckpointMetadata written(long id, int maxParallelism, List<OperatorSnapshot>... operators) {
        SnapshotWriter writer =
                new SegmentSnapshotWriter(new LocalCheckpointStorages(), uri, "tm", 1, false, Runnable::run);
        int parallelism = operators[0].size();
        Set<String> executions = Set.copyOf(
                IntStream.range(0, parallelism).mapToObj(String::valueOf).toList());
        writer.begin(id, "", executions);
        List<CompletableFuture<TaskState>> written = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            List<TaskSnapshot.Part> parts = new ArrayList<>();
            for (int i = 0; i < operators.length; i++) {
                parts.add(new TaskSnapshot.Part(NAMES.get(i), operators[i].get(subtask)));
            }
            written.add(writer.write(id, String.valueOf(subtask), new TaskSnapshot(parts, List.of())));
        }
        List<SubtaskState> subtasks = new ArrayList<>();
        for (int subtask = 0; subtask < parallelism; subtask++) {
            subtasks.add(new SubtaskState(subtask, false, written.get(subtask).join()));
        }
        return metadata(id, maxParallelism, subtasks, operators.length);
    }

    private static final List<String> NAMES = List.of("first", "second");

    private static CheckpointMetadata metadata(
            long id, int maxParallelism, List<SubtaskState> subtasks, int operators) {
        List<OperatorEntry> entries = NAMES.subList(0, operators).stream()
                .map(name -> new OperatorEntry(name, "the " + name, ""))
                .toList();
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(1)
                .setJobId("job")
                .setJobName("name")
                .setCheckpointId(id)
                .setEpoch(1)
                .setTriggeredAt(0)
                .setCompletedAt(0)
                .setSavepoint(false)
                .setVertices(List.of(new VertexState(entries, subtasks.size(), maxParallelism, subtasks)))
                .setEnumerators(List.of())
                .setCommits(List.of())
                .build();
    }

    private static RestoreAssignment.Vertex vertex(int parallelism, int maxParallelism, String... operators) {
        return new RestoreAssignment.Vertex(
                "vertex", List.of(operators), List.of(), parallelism, maxParallelism, false);
    }

    private static RestoreAssignment.Vertex publishing(int parallelism, String operator) {
        return new RestoreAssignment.Vertex("vertex", List.of(operator), List.of(operator), parallelism, 8, false);
    }

    private static RestoreAssignment.Vertex free(int parallelism, String... operators) {
        return new RestoreAssignment.Vertex("vertex", List.of(operators), List.of(), parallelism, 128, true);
    }

    private Map<String, OperatorSnapshot> read(TaskRestore restore) throws Exception {
        // As it travels.
        TaskRestore received = FormatCodec.decode(TaskRestore.class, FormatCodec.encode(restore));
        try (RestoreReader reader = new RestoreReader(new LocalCheckpointStorages(), uri, received)) {
            return reader.operators();
        }
    }

    @Test
    void anotherMaximumParallelismIsRefusedWhereThereIsKeyedState() throws Exception {
        CheckpointMetadata checkpoint = written(1, 8, random(new SplittableRandom(3), 2, 8));
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        assertThatThrownBy(() -> assignment.of(vertex(2, 16, "first"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Operator 'the first' of 'vertex' has keyed state of maximum parallelism 8, which cannot be"
                        + " restored with 16; set its maximum parallelism to 8");
        assertThat(assignment.adopted(free(2, "first")).maxParallelism()).isEqualTo(8);
        assertThat(assignment.adopted(free(9, "other")).maxParallelism()).isEqualTo(128);
        assertThatThrownBy(() -> assignment.adopted(free(9, "first")))
                .hasMessage("'vertex' has keyed state of maximum parallelism 8, which cannot be spread over 9 subtasks;"
                        + " set its parallelism to at most 8");
    }

    @Test
    void stateThatFitsNoOperatorIsNamedAndNewOperatorsBeginEmpty() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        CheckpointMetadata checkpoint = written(1, 8, random(random, 2, 8), random(random, 2, 8));
        RestoreAssignment.Vertex vertex = vertex(2, 8, "first", "new");
        RestoreFit fit = new RestoreFit(checkpoint, List.of(vertex), List.of());
        assertThat(fit.refusal(true)).isEmpty();
        assertThat(fit.refusal(false))
                .hasValue(
                        "it has state of 'the second' (id second), which fits no operator of the job: give the operators"
                                + " their uids again, or leave the state behind with --allow-non-restored-state");
        RestoreFit.Part first = fit.parts().get(0);
        assertThat(first.place()).hasValue("vertex");
        assertThat(first.states()).contains("n");
        assertThat(first.bytes()).isPositive();
        assertThat(first.parallelism()).isEqualTo(2);
        RestoreFit whole =
                new RestoreFit(checkpoint, List.of(vertex(2, 8, "first"), vertex(1, 8, "second")), List.of());
        assertThat(whole.withoutPlace()).isEmpty();
        assertThat(read(new RestoreAssignment(checkpoint).of(vertex, 0))).containsOnlyKeys("first");
    }

    @Test
    void recordsUnderWayNeedTheSameProducersAsBefore() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        CheckpointMetadata checkpoint = written(1, 8, random(random, 2, 8));
        VertexState source = new VertexState(List.of(new OperatorEntry("source", "the source", "")), 2, 8, List.of());
        checkpoint.setVertices(List.of(checkpoint.getVertices().get(0), source));
        RestoreAssignment.Vertex target = vertex(2, 8, "first");
        List<RestoreFit.Edge> edge = List.of(new RestoreFit.Edge(0, 1));
        assertThat(new RestoreFit(checkpoint, List.of(vertex(3, 8, "source"), target), edge).refusal(false))
                .isEmpty();
        checkpoint
                .getVertices()
                .get(0)
                .getSubtasks()
                .get(0)
                .getState()
                .setChannels(List.of(new ChannelState(0, 1, new Range(-1, 0L, 0L))));
        assertThat(new RestoreFit(checkpoint, List.of(vertex(2, 8, "source"), target), edge).refusal(false))
                .isEmpty();
        assertThat(new RestoreFit(checkpoint, List.of(vertex(3, 8, "source"), target), edge).refusal(true))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .contains("sent by 2 subtasks of 'vertex' and not by 3", "restore with the old parallelism"));
    }

    @Test
    void recordsUnderWayGoToTheHeadOfTheirChainOrAreNamed() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        CheckpointMetadata checkpoint = written(1, 8, random(random, 1, 8), random(random, 1, 8));
        checkpoint
                .getVertices()
                .get(0)
                .getSubtasks()
                .get(0)
                .getState()
                .setChannels(List.of(new ChannelState(0, 0, new Range(-1, 0L, 0L))));
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        assertThat(assignment.of(vertex(1, 8, "first"), 0).getChannels()).hasSize(1);
        assertThat(assignment.of(vertex(1, 8, "second"), 0).getChannels())
                .as("its records came from the chain")
                .isEmpty();
        List<RestoreAssignment.Vertex> split = List.of(vertex(1, 8, "first"), vertex(1, 8, "second"));
        assertThat(new RestoreFit(checkpoint, split, List.of(new RestoreFit.Edge(0, 1))).refusal(false))
                .isEmpty();
        List<RestoreAssignment.Vertex> merged = List.of(vertex(1, 8, "source", "first", "second"));
        assertThat(new RestoreFit(checkpoint, merged, List.of()).refusal(true))
                .hasValueSatisfying(refusal -> assertThat(refusal)
                        .contains("'the first' (id first) had records in flight", "disableChaining()"));
    }

    @Test
    void whatEndedSinksWereToPublishIsSpreadOverTheNewOnes() throws Exception {
        List<OperatorSnapshot> left = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            OperatorState state = new OperatorState(config, new OperatorStateSnapshot());
            state.getListState(LIST).add("file-" + subtask);
            left.add(OperatorSnapshot.unkeyed(state.snapshot()));
        }
        CheckpointMetadata checkpoint = written(1, 8, left);
        checkpoint.getVertices().get(0).getSubtasks().forEach(subtask -> subtask.setEnded(true));
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        assertThat(lists(assignment.of(publishing(1, "first"), 0))).containsExactly("file-0", "file-1");
        assertThat(lists(assignment.of(publishing(3, "first"), 1))).hasSizeLessThan(2);
        checkpoint.getVertices().get(0).getSubtasks().get(0).setEnded(false);
        TaskRestore both = new RestoreAssignment(checkpoint).of(publishing(1, "first"), 0);
        assertThat(both.getEnded()).isFalse();
        assertThat(lists(both)).containsExactly("file-0", "file-1");
        assertThat(lists(new RestoreAssignment(checkpoint).of(publishing(2, "first"), 1)))
                .containsExactly("file-1");
        assertThat(lists(new RestoreAssignment(checkpoint).of(vertex(1, 8, "first"), 0)))
                .as("others have done their work")
                .containsExactly("file-0");
    }

    private List<String> lists(TaskRestore restore) throws Exception {
        OperatorSnapshot first = read(restore).get("first");
        List<String> elements = new ArrayList<>();
        if (first != null) {
            new OperatorState(config, first.operatorState())
                    .getListState(LIST)
                    .get()
                    .forEach(elements::add);
        }
        return elements;
    }

    @Test
    void whatEndedSinksWereToPublishIsNamedWhenNobodyTakesItOver() throws Exception {
        CheckpointMetadata checkpoint = written(1, 8, random(new SplittableRandom(4), 2, 8));
        checkpoint.getVertices().get(0).getSubtasks().forEach(subtask -> subtask.setEnded(true));
        RestoreFit fit = new RestoreFit(checkpoint, List.of(publishing(2, "other")), List.of());
        assertThat(fit.refusal(false))
                .hasValueSatisfying(refusal ->
                        assertThat(refusal).contains("'the first' (id first)", "--allow-non-restored-state"));
        assertThat(fit.parts().get(0).states()).containsExactly("operator state");
        assertThat(fit.refusal(true)).isEmpty();
    }

    @Test
    void subtasksThatHadEndedStayEndedAndLeaveNothingButWhatTheyWereToPublish() throws Exception {
        CheckpointMetadata checkpoint = written(1, 8, random(new SplittableRandom(4), 2, 8));
        List<SubtaskState> subtasks = checkpoint.getVertices().get(0).getSubtasks();
        subtasks.get(1).setEnded(true);
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        assertThat(assignment.of(vertex(2, 8, "first"), 0).getEnded()).isFalse();
        TaskRestore second = assignment.of(vertex(2, 8, "first"), 1);
        assertThat(second.getEnded()).isTrue();
        assertThat(second.getOperators()).anyMatch(left -> left.getOldSubtask() == 1);
        assertThat(read(second).values()).allMatch(left -> left.keyGroups().isEmpty());
        assertThat(assignment.of(vertex(2, 8, "first"), 0).getOperators()).noneMatch(left -> left.getOldSubtask() == 1);
        // With another parallelism somebody has to do the rest.
        assertThat(assignment.of(vertex(1, 8, "first"), 0).getEnded()).isFalse();
        subtasks.get(0).setEnded(true);
        assertThat(new RestoreAssignment(checkpoint)
                        .of(vertex(5, 8, "first", "new"), 3)
                        .getEnded())
                .isTrue();
    }

    @Test
    void operatorsThatEndedAndOthersThatDidNotAreNoChain() throws Exception {
        CheckpointMetadata ended = written(1, 8, random(new SplittableRandom(3), 1, 8));
        ended.getVertices().get(0).getSubtasks().get(0).setEnded(true);
        SplittableRandom random = new SplittableRandom(3);
        CheckpointMetadata both = written(2, 8, random(random, 1, 8), random(random, 1, 8));
        VertexState second = both.getVertices().get(0);
        second.setOperators(second.getOperators().subList(1, 2));
        CheckpointMetadata joined = metadata(3, 8, List.of(), 1);
        joined.setVertices(List.of(ended.getVertices().get(0), second));
        assertThatThrownBy(() -> new RestoreAssignment(joined).of(vertex(1, 8, "first", "second"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("disableChaining()");
    }

    @Test
    void recordsInFlightGoBackToTheirSubtask() throws Exception {
        SnapshotWriter writer =
                new SegmentSnapshotWriter(new LocalCheckpointStorages(), uri, "tm", 1, false, Runnable::run);
        writer.begin(9, "", Set.of("0"));
        TaskSnapshot snapshot = new TaskSnapshot(
                List.of(),
                List.of(
                        new TaskSnapshot.ChannelPart(0, 3, new byte[] {1, 2}),
                        new TaskSnapshot.ChannelPart(1, 0, new byte[30_000])));
        TaskState state = writer.write(9, "0", snapshot).join();
        CheckpointMetadata checkpoint = metadata(9, 8, List.of(new SubtaskState(0, false, state)), 1);
        RestoreAssignment assignment = new RestoreAssignment(checkpoint);
        try (RestoreReader reader =
                new RestoreReader(new LocalCheckpointStorages(), uri, assignment.of(vertex(1, 8, "first"), 0))) {
            assertThat(reader.channels()).hasSize(2);
            assertThat(reader.channels().get(0).bytes()).containsExactly(1, 2);
            assertThat(reader.channels().get(1).bytes()).hasSize(30_000);
        }
        assertThatThrownBy(() -> assignment.of(vertex(2, 8, "first"), 0))
                .hasMessageContaining("had records in flight in checkpoint 9");
    }
}
