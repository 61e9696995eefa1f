package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.StatefulSink;
import io.yarnflink.api.connector.sink.StatefulSinkWriter;
import io.yarnflink.api.connector.sink.SupportsWriterState;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.io.SimpleVersionedSerialization;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.testkit.harness.operators.OneInputStreamOperator;
import io.yarnflink.testkit.harness.operators.StreamSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writers of sinks leave their state at checkpoints and go on from it, in more or fewer subtasks and in other sinks. */
@SuppressWarnings("SameNameButDifferent") // Writers and functions have a Context each.
class WriterStateTest {
    private static final List<String> HEARD = new ArrayList<>();

    /** Holds its records back; each is a state of its own. */
    private static final class Buffered implements StatefulSink.StatefulSinkWriter<String, String> {
        private final List<String> buffer;

        Buffered(Collection<String> recovered) {
            buffer = new ArrayList<>(recovered);
        }

        @Override
        public void write(String element, Context context) {
            buffer.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            // Before a checkpoint it may keep what will be in its state.
            if (endOfInput) {
                HEARD.addAll(buffer);
                buffer.clear();
            }
        }

        @Override
        public List<String> snapshotState(long checkpointId) {
            HEARD.add("checkpoint " + checkpointId);
            return List.copyOf(buffer);
        }

        @Override
        public void close() {}
    }

    /** Texts behind their version, which is not always the same. */
    private record Texts(int getVersion) implements SimpleVersionedSerializer<String> {
        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] serialized) throws IOException {
            return new String(serialized, StandardCharsets.UTF_8) + (version == getVersion() ? "" : " of " + version);
        }
    }

    /** The older way to say that writers have state. */
    private static final class Stateful implements StatefulSink<String, String> {
        @Override
        public Buffered createWriter(WriterInitContext context) {
            assertThat(context.getRestoredCheckpointId()).isEmpty();
            return new Buffered(List.of());
        }

        @Override
        public Buffered restoreWriter(WriterInitContext context, Collection<String> recoveredState) {
            HEARD.add("restore " + recoveredState + " of "
                    + context.getRestoredCheckpointId().getAsLong());
            return new Buffered(recoveredState);
        }

        @Override
        public SimpleVersionedSerializer<String> getWriterStateSerializer() {
            return new Texts(1);
        }
    }

    /** The newer way, which also knows the states of two older sinks. */
    private static final class Newer
            implements Sink<String>, SupportsWriterState<String, String>, SupportsWriterState.WithCompatibleState {
        @Override
        public StatefulSinkWriter<String, String> createWriter(WriterInitContext context) {
            return new Buffered(List.of());
        }

        @Override
        public StatefulSinkWriter<String, String> restoreWriter(
                WriterInitContext context, Collection<String> recoveredState) {
            HEARD.add("restore " + recoveredState);
            return new Buffered(recoveredState);
        }

        @Override
        public SimpleVersionedSerializer<String> getWriterStateSerializer() {
            return new Texts(2);
        }

        @Override
        public Collection<String> getCompatibleWriterStateNames() {
            return List.of("never-written", "older-state");
        }
    }

    private static OneInputStreamOperatorTestHarness<String, Void> open(
            Sink<String> sink, int parallelism, int subtask, @Nullable OperatorSubtaskState state) throws Exception {
        OneInputStreamOperator<String, Void> operator = keying -> new OperatorDescriptor.Write<>(sink);
        var harness = new OneInputStreamOperatorTestHarness<>(operator, 128, parallelism, subtask);
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static List<String> heard() {
        List<String> heard = List.copyOf(HEARD);
        HEARD.clear();
        return heard;
    }

    @Test
    void aRestoredWriterGoesOnFromItsState() throws Exception {
        HEARD.clear();
        OperatorSubtaskState state;
        try (var harness = open(new Stateful(), 1, 0, null)) {
            harness.processElement("a");
            harness.processElement("b");
            state = harness.snapshot(7, 0);
            harness.processElement("lost with the task");
        }
        try (var harness = open(new Stateful(), 1, 0, state)) {
            harness.processElement("c");
            harness.endInput();
            assertThat(heard()).containsExactly("checkpoint 7", "restore [a, b] of 7", "a", "b", "c");
        }
    }

    @Test
    void statesAreSpreadOverMoreOrFewerWriters() throws Exception {
        HEARD.clear();
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness = open(new Stateful(), 2, subtask, null)) {
                harness.processElement("a" + subtask);
                harness.processElement("b" + subtask);
                states.add(harness.snapshot(1, 0));
            }
        }
        OperatorSubtaskState all =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
        for (int parallelism : new int[] {1, 3}) {
            HEARD.clear();
            for (int subtask = 0; subtask < parallelism; subtask++) {
                try (var harness = open(new Stateful(), parallelism, subtask, all)) {
                    harness.endInput();
                }
            }
            List<String> heard = new ArrayList<>(heard());
            heard.removeIf(text -> text.startsWith("restore"));
            assertThat(heard).containsExactlyInAnyOrder("a0", "a1", "b0", "b1");
        }
    }

    @Test
    void aWriterReadsTheStatesOfOlderVersionsOfItsSink() throws Exception {
        HEARD.clear();
        OperatorSubtaskState state;
        try (var harness = open(new Stateful(), 1, 0, null)) {
            harness.processElement("a");
            state = harness.snapshot(1, 0);
        }
        open(new Newer(), 1, 0, state).close();
        assertThat(heard()).containsExactly("checkpoint 1", "restore [a of 1]");
    }

    /** A sink function that kept its records in a state of its own name. */
    private static final class Older implements SinkFunction<String>, CheckpointedFunction {
        private final List<byte[]> records = new ArrayList<>();

        @SuppressWarnings("NullAway.Init")
        private transient ListState<byte[]> state;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore()
                    .getListState(new ListStateDescriptor<>(
                            "older-state", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
        }

        @Override
        public void invoke(String value) throws Exception {
            records.add(SimpleVersionedSerialization.writeVersionAndSerialize(new Texts(2), value));
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            state.update(records);
        }
    }

    @Test
    void aWriterTakesOverTheStateOfAnotherSinkOnce() throws Exception {
        HEARD.clear();
        OperatorSubtaskState older;
        try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(new Older()))) {
            harness.open();
            harness.processElement("x");
            harness.processElement("y");
            older = harness.snapshot(1, 0);
        }
        OperatorSubtaskState newer;
        try (var harness = open(new Newer(), 1, 0, older)) {
            harness.processElement("z");
            newer = harness.snapshot(2, 0);
        }
        assertThat(heard()).containsExactly("restore [x, y]", "checkpoint 2");
        open(new Newer(), 1, 0, newer).close();
        assertThat(heard()).as("nothing twice").containsExactly("restore [x, y, z]");
    }

    @Test
    void versionedBytesAreReadAsTheyWereWritten() throws Exception {
        byte[] bytes = SimpleVersionedSerialization.writeVersionAndSerialize(new Texts(3), "é");
        assertThat(SimpleVersionedSerialization.readVersionAndDeSerialize(new Texts(3), bytes))
                .isEqualTo("é");
        assertThat(SimpleVersionedSerialization.readVersionAndDeSerialize(new Texts(4), bytes))
                .isEqualTo("é of 3");
        assertThatThrownBy(() -> SimpleVersionedSerialization.readVersionAndDeSerialize(new Texts(3), new byte[5]))
                .isInstanceOf(IOException.class)
                .hasMessage("5 bytes hold no version and length of 8 bytes");
    }
}
