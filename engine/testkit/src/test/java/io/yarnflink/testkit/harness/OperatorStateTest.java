package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.state.BroadcastState;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListCheckpointed;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.testkit.harness.operators.StreamMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State without keys: lists, union lists, broadcast states, and functions' part in snapshots. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class OperatorStateTest {
    private static final ListStateDescriptor<String> LIST = new ListStateDescriptor<>("list", Types.STRING);
    private static final ListStateDescriptor<String> UNION = new ListStateDescriptor<>("union", Types.STRING);
    private static final MapStateDescriptor<String, Integer> RULES =
            new MapStateDescriptor<>("rules", Types.STRING, Types.INT);
    private static final List<String> EVENTS = new ArrayList<>();

    /** Holds its records back in memory; they are in the state only at checkpoints. */
    private static final class Buffering extends RichMapFunction<String, String>
            implements CheckpointedFunction, CheckpointListener {
        private final List<String> buffer = new ArrayList<>();

        @SuppressWarnings("NullAway.Init")
        private transient ListState<String> list;

        @SuppressWarnings("NullAway.Init")
        private transient ListState<String> union;

        @SuppressWarnings("NullAway.Init")
        private transient BroadcastState<String, Integer> rules;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            list = context.getOperatorStateStore().getListState(LIST);
            union = context.getOperatorStateStore().getUnionListState(UNION);
            rules = context.getOperatorStateStore().getBroadcastState(RULES);
            list.get().forEach(buffer::add);
            EVENTS.add("initialize " + context.isRestored() + " " + context.getRestoredCheckpointId());
        }

        @Override
        public void open(OpenContext context) {
            EVENTS.add("open " + buffer);
        }

        @Override
        public String map(String value) throws Exception {
            buffer.add(value);
            rules.put("size", buffer.size());
            List<String> known = new ArrayList<>();
            union.get().forEach(known::add);
            Collections.sort(known);
            return buffer + " " + known;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            EVENTS.add("snapshot " + context.getCheckpointId() + " at " + context.getCheckpointTimestamp());
            list.update(buffer);
            union.update(buffer);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            EVENTS.add("complete " + checkpointId);
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            EVENTS.add("aborted " + checkpointId);
        }
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    private static OneInputStreamOperatorTestHarness<String, String> harness(int parallelism, int subtask) {
        return new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new Buffering()), 128, parallelism, subtask);
    }

    @Test
    void functionsAreToldOfSnapshotsAndSetUpTheirStateBeforeTheyOpen() throws Exception {
        OperatorSubtaskState state;
        try (var harness = harness(1, 0)) {
            harness.setup();
            harness.initializeEmptyState();
            harness.open();
            harness.open();
            harness.processElement("a");
            state = harness.snapshot(7, 1234);
            harness.notifyOfCompletedCheckpoint(7);
            harness.notifyOfAbortedCheckpoint(8);
            assertThatThrownBy(() -> harness.initializeState(state)).hasMessageContaining("before open()");
        }
        try (var harness = harness(1, 0)) {
            harness.initializeState(state);
            harness.open();
            assertThat(harness.getBroadcastState(RULES).get("size")).isEqualTo(1);
        }
        assertThat(EVENTS)
                .containsExactly(
                        "initialize false OptionalLong.empty",
                        "open []",
                        "snapshot 7 at 1234",
                        "complete 7",
                        "aborted 8",
                        "initialize true OptionalLong[7]",
                        "open [a]");
    }

    @Test
    void listsAreSplitWhenTheParallelismChangesAndUnionListsAreWholeEverywhere() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness = harness(2, subtask)) {
                harness.open();
                for (int i = 0; i < 3; i++) {
                    harness.processElement("r" + (subtask * 3 + i));
                }
                states.add(harness.snapshot(1, 0));
            }
        }
        OperatorSubtaskState whole =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
        for (int parallelism : new int[] {1, 2, 3, 7}) {
            List<String> buffers = new ArrayList<>();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                EVENTS.clear();
                try (var harness = harness(parallelism, subtask)) {
                    harness.initializeState(
                            subtask % 2 == 0
                                    ? whole
                                    : AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                            whole, 128, parallelism, subtask));
                    harness.open();
                    harness.processElement("x");
                    assertThat(harness.extractOutputValues().get(0)).endsWith(" [r0, r1, r2, r3, r4, r5]");
                    buffers.add(EVENTS.get(1));
                }
            }
            List<String> elements = new ArrayList<>();
            for (String buffer : buffers) {
                String inner = buffer.substring("open [".length(), buffer.length() - 1);
                elements.addAll(inner.isEmpty() ? List.of() : List.of(inner.split(", ")));
            }
            assertThat(elements).containsExactlyInAnyOrder("r0", "r1", "r2", "r3", "r4", "r5");
        }
    }

    /** The older contract: the list itself goes in and out. */
    private static final class Listed implements MapFunction<String, String>, ListCheckpointed<String> {
        private final List<String> seen = new ArrayList<>();

        @Override
        public String map(String value) {
            seen.add(value);
            return String.join("", seen);
        }

        @Override
        public List<String> snapshotState(long checkpointId, long timestamp) {
            EVENTS.add("snapshot " + checkpointId + " at " + timestamp);
            return seen;
        }

        @Override
        public void restoreState(List<String> state) {
            EVENTS.add("restore " + state);
            seen.addAll(state);
        }
    }

    @Test
    void listCheckpointedFunctionsGetTheirListsBack() throws Exception {
        OperatorSubtaskState state;
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new Listed()))) {
            harness.open();
            harness.processElement("a");
            harness.processElement("b");
            state = harness.snapshot(3, 4);
        }
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamMap<>(new Listed()))) {
            harness.initializeState(state);
            harness.open();
            harness.processElement("c");
            assertThat(harness.extractOutputValues()).containsExactly("abc");
        }
        assertThat(EVENTS).containsExactly("snapshot 3 at 4", "restore [a, b]");
        OperatorVerification.verify(new StreamMap<>(new Listed()))
                .alone()
                .inputs("a", "b", "c")
                .expect("a", "ab", "abc")
                .run();
    }

    @Test
    void functionsWithListsGiveTheSameHoweverOftenTheyAreRestored() throws Exception {
        OperatorVerification.verify(new StreamMap<>(new Listed()))
                .alone()
                .inputs("a", "b")
                .end()
                .expect("a", "ab")
                .run();
    }
}
