package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceReader;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.RestoredState;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.operators.SourceOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far a source's splits were read is in the snapshot of its operator. */
@SuppressWarnings({"NullAway", "SameNameButDifferent"
}) // Functions have a Context each, and know what their state holds.
class SourceSnapshotTest {
    private static final NumberSequenceSource SOURCE = new NumberSequenceSource(1, 100);

    private static SourceOperator<Long, ?> operator(Captured output, @Nullable RestoredState restored) {
        return operator(SOURCE, output, restored);
    }

    private static SourceOperator<Long, ?> operator(
            NumberSequenceSource source, Captured output, @Nullable RestoredState restored) {
        HarnessTurns turns = new HarnessTurns("numbers");
        TaskEnvironment environment = new TaskEnvironment(
                new NamedJob(new JobID(0, 1), "job"),
                new SubtaskInfo("numbers", 0, 1, 128, 0, "slot"),
                new ExecutionConfig(),
                new JobClasses(SourceSnapshotTest.class.getClassLoader()),
                new ProcessEnvironment(new HarnessClock(), "localhost", System.out, System.err),
                new NoJobMaster(),
                turns);
        OperatorContext context =
                new OperatorContext("numbers", environment, new SideOutputs((String id) -> null), restored);
        return made(source, context, output);
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    private static SourceOperator<Long, ?> made(NumberSequenceSource source, OperatorContext context, Captured output) {
        return new SourceOperator<>(
                context, new OperatorDescriptor.SourceRead<>(source), (Input<Long>) (Input<?>) output);
    }

    @Test
    void aRestoredReaderGoesOnWhereTheSnapshotWasTaken() throws Exception {
        Captured output = new Captured(null);
        SourceOperator<Long, ?> first = operator(output, null);
        first.open();
        var serializer = SOURCE.getSplitSerializer();
        first.addSplits(
                serializer.getVersion(),
                List.of(
                        serializer.serialize(new NumberSequenceSource.NumberSequenceSplit("one", 1, 60)),
                        serializer.serialize(new NumberSequenceSource.NumberSequenceSplit("two", 61, 100))),
                true);
        first.poll();
        OperatorSnapshot snapshot = first.snapshot(new Checkpoint(1, 0));
        int before = output.elements().size();
        first.poll();
        first.close();
        // What came after the snapshot is lost with the task.
        List<Object> kept = new ArrayList<>(output.elements()).subList(0, before);
        output.elements().clear();
        output.elements().addAll(kept);

        SourceOperator<Long, ?> second = operator(output, new RestoredState(1, snapshot));
        second.open();
        second.addSplits(serializer.getVersion(), List.of(), true);
        InputStatus status = InputStatus.MORE_AVAILABLE;
        while (status != InputStatus.END_OF_INPUT) {
            status = second.poll();
        }
        second.close();
        List<Object> values = new ArrayList<>();
        for (Object element : output.elements()) {
            if (element instanceof StreamRecord<?> found) {
                values.add(found.getValue());
            }
        }
        assertThat(before).isBetween(1, 100);
        assertThat(values)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void aReaderHearsWhatBecameOfCheckpoints() {
        List<String> heard = new ArrayList<>();
        NumberSequenceSource source = new NumberSequenceSource(1, 100) {
            @Override
            public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
                return new IteratorSourceReader<>(readerContext) {
                    @Override
                    public void notifyCheckpointComplete(long checkpointId) {
                        heard.add("completed " + checkpointId);
                    }

                    @Override
                    public void notifyCheckpointAborted(long checkpointId) {
                        heard.add("aborted " + checkpointId);
                    }
                };
            }
        };
        SourceOperator<Long, ?> operator = operator(source, new Captured(null), null);
        operator.open();
        operator.checkpointAborted(1);
        operator.checkpointCompleted(2);
        operator.close();
        assertThat(heard).containsExactly("aborted 1", "completed 2");
    }

    private record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}
}
