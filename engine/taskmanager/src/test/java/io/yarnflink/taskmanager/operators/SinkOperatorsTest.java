package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.functions.sink.RichSinkFunction;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.RecordingGateway.Offer;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SinkOperatorsTest {
    private static final List<String> WRITTEN = new ArrayList<>();
    private final ChainHarness harness = new ChainHarness();

    @BeforeEach
    void forget() {
        WRITTEN.clear();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {"''|0|1|v", "''|1|2|2> v", "words|0|1|words> v", "words|1|2|words:2> v"})
    void printedLinesBeginWithTheIdentifierAndWithTheSubtaskWhenThereAreSeveral(
            String identifier, int subtask, int parallelism, String line) {
        harness.reading(Types.STRING, false)
                .subtask(subtask, parallelism)
                .add("print", new OperatorDescriptor.Print(identifier, false), Types.STRING);
        harness.send("v");
        harness.run();
        assertThat(harness.printedLines()).containsExactly(line);
    }

    @Test
    void aWriterIsFlushedAtTheEndAndThenClosed() {
        harness.reading(Types.STRING, false)
                .add("write", new OperatorDescriptor.Write<>(new RecordingSink()), Types.STRING);
        harness.send("a", 3);
        harness.watermark(2);
        harness.send("b");
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(WRITTEN).containsExactly("open 0", "a 3", "b null", "flush true", "close");
        assertThat(harness.listener.events()).endsWith("FINISHED");
    }

    @Test
    void afterAFailureAWriterIsClosedWithoutBeingFlushed() {
        harness.reading(Types.STRING, false)
                .add("write", new OperatorDescriptor.Write<>(new RecordingSink()), Types.STRING);
        harness.send("disk full");
        harness.run();
        assertThat(WRITTEN).containsExactly("open 0", "close");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("write");
        assertThat(harness.listener.failure().getKind()).isEqualTo("CONNECTOR");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("disk full");
    }

    @Test
    void aSinkFunctionThatEndedBeforeItHeardOfItsLastCheckpointPublishesAfterARestore() {
        publishing(harness);
        harness.send("a");
        harness.end();
        harness.run();
        harness.announce(1);
        harness.run();
        assertThat(WRITTEN).as("its process dies now").containsExactly("a");
        ChainHarness second = new ChainHarness()
                .restoring(ChainHarness.saved(harness.listener.taken().get(0)));
        publishing(second);
        second.run();
        assertThat(WRITTEN).containsExactly("a", "published [a]", "closed");
        assertThat(second.listener.events()).containsExactly("RUNNING", "ENDED");
    }

    private static void publishing(ChainHarness harness) {
        harness.checkpointing()
                .reading(Types.STRING, false)
                .add("publish", new OperatorDescriptor.Invoke<>(new PublishingSink()), Types.STRING);
    }

    /** Publishes what a checkpoint holds when that is complete, or restored. */
    private static final class PublishingSink extends RichSinkFunction<String>
            implements CheckpointedFunction, CheckpointListener {
        private transient @Nullable ListState<String> state;

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("pending", Types.STRING));
            List<String> restored = new ArrayList<>();
            state.get().forEach(restored::add);
            if (context.isRestored()) {
                WRITTEN.add("published " + restored);
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            Objects.requireNonNull(state).update(WRITTEN);
        }

        @Override
        public void invoke(String value, SinkFunction.Context context) {
            WRITTEN.add(value);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            WRITTEN.add("completed " + checkpointId);
        }

        @Override
        public void close() {
            WRITTEN.add("closed");
        }
    }

    private static final class RecordingSink implements Sink<String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            WRITTEN.add("open " + context.getTaskInfo().getIndexOfThisSubtask());
            return new Writer();
        }
    }

    private static final class Writer implements SinkWriter<String> {
        @Override
        public void write(String element, SinkWriter.Context context) throws IOException {
            if (element.equals("disk full")) {
                throw new IOException(element);
            }
            WRITTEN.add(element + " " + context.timestamp());
        }

        @Override
        public void flush(boolean endOfInput) {
            WRITTEN.add("flush " + endOfInput);
        }

        @Override
        public void close() {
            WRITTEN.add("close");
        }
    }

    @Test
    void recordsAreCollectedOneOfferAtATimeAndTheTaskEndsWhenTheLastIsAnswered() throws Exception {
        collecting();
        harness.send("a");
        harness.run();
        assertThat(offers()).hasSize(1);
        harness.send("b");
        harness.send("c");
        harness.run();
        assertThat(offers()).as("the first is not answered yet").hasSize(1);
        harness.lane.wasWoken();
        answer(0);
        assertThat(harness.lane.wasWoken()).isTrue();
        harness.run();
        assertThat(offers()).hasSize(2);
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        answer(1);
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(offers()).hasSize(3);
        answer(2);
        assertThat(harness.run()).isEqualTo(Progress.DONE);

        assertThat(offers().get(0).last()).isFalse();
        assertThat(strings(offers().get(0))).containsExactly("a");
        assertThat(offers().get(1).offset()).isEqualTo(1);
        assertThat(strings(offers().get(1))).containsExactly("b", "c");
        assertThat(offers().get(2).offset()).isEqualTo(3);
        assertThat(offers().get(2).records()).isEmpty();
        assertThat(offers().get(2).last()).isTrue();
    }

    @Test
    void allRecordsBeforeTheLastCheckpointAreCollectedBeforeTheTaskEnds() throws Exception {
        harness.checkpointing();
        collecting();
        harness.send("a");
        harness.run();
        harness.send("b");
        harness.lastBarrier(1);
        harness.run();
        harness.task().checkpointCompleted(1);
        assertThat(harness.run()).as("the first is not answered yet").isEqualTo(Progress.IDLE);
        answer(0);
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(strings(offers().get(1))).containsExactly("b");
        assertThat(offers().get(1).last()).isTrue();
        answer(1);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 1", "FINISHED");
    }

    @Test
    void aTaskThatHadEndedBeforeARestoreSaysThatItsLastRecordWasCollected() {
        harness.checkpointing(false).restoring(SavedState.ofEnded(7));
        collecting();
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(offers()).hasSize(1);
        assertThat(offers().get(0).last()).isTrue();
        answer(0);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
    }

    @Test
    void whileAnOfferIsNotAnsweredABoundedNumberOfBytesGathers() {
        collecting();
        String kilobyte = "x".repeat(1024);
        for (int i = 0; i < 500; i++) {
            harness.send(kilobyte);
        }
        harness.run();
        long consumed = harness.task().meter().counters().getRecordsIn();
        // The first offer goes at once, 64 KiB gather behind it, and a batch more may have been under way.
        assertThat(consumed).isBetween(60L, 80L);
        for (int i = 0; i < offers().size(); i++) {
            answer(i);
            harness.run();
        }
        assertThat(harness.task().meter().counters().getRecordsIn()).isEqualTo(500);
    }

    @Test
    void anOfferThatIsRefusedFailsTheTask() {
        collecting();
        harness.send("a");
        harness.run();
        offers().get(0).answer().completeExceptionally(new RpcException(RpcException.Code.REFUSED, "no such result"));
        harness.send("b");
        harness.run();
        assertThat(harness.listener.failure().getStackTrace()).contains("no such result");
    }

    private void collecting() {
        harness.reading(Types.STRING, false)
                .add("collect", new OperatorDescriptor.Collect<>("result", Types.STRING), Types.STRING);
    }

    private List<Offer> offers() {
        return harness.gateway.offers;
    }

    private void answer(int offer) {
        offers().get(offer).answer().complete(null);
    }

    private static List<String> strings(Offer offer) throws IOException {
        List<String> strings = new ArrayList<>();
        for (ByteBuffer record : offer.records()) {
            byte[] bytes = new byte[record.remaining()];
            record.duplicate().get(bytes);
            strings.add(
                    Types.STRING.createSerializer(new ExecutionConfig()).deserialize(new ByteArrayInputView(bytes)));
        }
        return strings;
    }
}
