package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.StatefulSinkWriter;
import io.yarnflink.api.connector.sink.SupportsWriterState;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.connectors.files.SimpleVersionedStringSerializer;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.RestoredState;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.operators.sink.WriteOperator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sink's writer buffers is out before a snapshot, and what it says is its state comes back. */
class SinkSnapshotTest {
    private static final List<String> CALLS = new ArrayList<>();

    @BeforeEach
    void forget() {
        CALLS.clear();
    }

    private static WriteOperator<String> operator(@Nullable RestoredState restored) {
        TaskEnvironment environment = new TaskEnvironment(
                new NamedJob(new JobID(0, 1), "job"),
                new SubtaskInfo("sink", 0, 1, 128, 0, "slot"),
                new ExecutionConfig(),
                new JobClasses(SinkSnapshotTest.class.getClassLoader()),
                new ProcessEnvironment(new HarnessClock(), "localhost", System.out, System.err),
                new NoJobMaster(),
                new HarnessTurns("sink"));
        OperatorContext context =
                new OperatorContext("sink", environment, new SideOutputs((String id) -> null), restored);
        WriteOperator<String> operator =
                new WriteOperator<>(context, new OperatorDescriptor.Write<>(new Noting(), "sink", Types.STRING));
        operator.open();
        return operator;
    }

    @Test
    void aWriterIsFlushedBeforeItsStateIsTakenAndGoesOnWithIt() {
        WriteOperator<String> first = operator(null);
        first.process("a", 1);
        first.process("b", 2);
        first.beforeBarrier(7, prepared -> {});
        OperatorSnapshot snapshot = first.snapshot(new Checkpoint(7, 0));
        first.close();
        operator(new RestoredState(7, snapshot)).close();
        assertThat(CALLS)
                .containsExactly("new", "a", "b", "flush", "snapshot 7", "close", "restored [2 records]", "close");
    }

    private static final class Noting implements Sink<String>, SupportsWriterState<String, String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            CALLS.add("new");
            return new NotingWriter();
        }

        @Override
        public StatefulSinkWriter<String, String> restoreWriter(
                WriterInitContext context, Collection<String> recoveredState) {
            CALLS.add("restored " + recoveredState);
            return new NotingWriter();
        }

        @Override
        public SimpleVersionedSerializer<String> getWriterStateSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    private static final class NotingWriter implements StatefulSinkWriter<String, String> {
        private int written;

        @Override
        public void write(String element, Context context) {
            written++;
            CALLS.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {
            CALLS.add(endOfInput ? "last flush" : "flush");
        }

        @Override
        public List<String> snapshotState(long checkpointId) {
            CALLS.add("snapshot " + checkpointId);
            return List.of(written + " records");
        }

        @Override
        public void close() {
            CALLS.add("close");
        }
    }

    private record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}
}
