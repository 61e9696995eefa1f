package io.yarnflink.taskmanager.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.sink.Sink;
import io.yarnflink.api.connector.sink.SinkWriter;
import io.yarnflink.api.connector.sink.TwoPhaseCommittingSink;
import io.yarnflink.api.connector.sink.WriterInitContext;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.ProcessingTimeService;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.RecordingGateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommittingWriterTest {
    private static final List<String> HEARD = new ArrayList<>();

    private final ChainHarness harness = new ChainHarness();

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    @Test
    void whatIsPreparedBeforeEachBarrierIsToldUntilACheckpointThatHoldsItIsComplete() {
        harness.checkpointing();
        writing(new TestSink());
        harness.send("a");
        harness.barrier(1);
        harness.barrier(2);
        harness.run();
        assertThat(prepared(0)).containsExactly("sink-7 1 v3 [a]");
        // The writer of this test gives everything each time.
        assertThat(prepared(1)).containsExactly("sink-7 1 v3 [a]", "sink-7 2 v3 [a]");
        harness.task().checkpointCompleted(1);
        harness.end();
        harness.run();
        harness.announce(3);
        harness.run();
        assertThat(prepared(2)).containsExactly("sink-7 2 v3 [a]", "sink-7 3 v3 [a]");
        harness.announce(4);
        harness.run();
        assertThat(prepared(3)).containsExactly("sink-7 2 v3 [a]", "sink-7 3 v3 [a]");
        assertThat(HEARD.subList(1, HEARD.size()))
                .containsExactly(
                        "flush false",
                        "prepare",
                        "flush false",
                        "prepare",
                        "W" + Long.MAX_VALUE,
                        "flush true",
                        "prepare");
        assertThat(harness.gateway.commits).isEmpty();
        harness.task().checkpointCompleted(4);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
    }

    @Test
    void aTaskThatDoesNotWaitAtItsEndHandsOverWhatNoCheckpointCommitted() {
        writingBeforeAndAfterACheckpoint();
        harness.task().checkpointAborted(1);
        harness.run();
        assertThat(texts(0)).containsExactly("a", "b");
        harness.gateway.commits.get(0).answer().complete(null);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
    }

    @Test
    void itHandsOverNothingThatACheckpointCommits() {
        writingBeforeAndAfterACheckpoint();
        harness.task().checkpointCompleted(1);
        harness.run();
        assertThat(texts(0)).containsExactly("b");
    }

    private void writingBeforeAndAfterACheckpoint() {
        harness.checkpointing(false);
        writing(new ForgettingSink());
        harness.send("a");
        harness.barrier(1);
        harness.run();
        harness.send("b");
        harness.end();
        assertThat(harness.run())
                .as("what becomes of the checkpoint is not known yet")
                .isEqualTo(Progress.IDLE);
        assertThat(harness.gateway.commits).isEmpty();
    }

    @Test
    void aTaskThatHadEndedBeforeARestoreHasNothingToCommit() {
        harness.checkpointing(false).restoring(SavedState.ofEnded(7));
        writing(new TestSink());
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
        assertThat(harness.gateway.commits).isEmpty();
        assertThat(HEARD).isEmpty();
    }

    @Test
    void nothingPreparedIsNothingToCommit() {
        harness.checkpointing();
        writing(new TestSink());
        harness.barrier(1);
        harness.run();
        assertThat(prepared(0)).isEmpty();
    }

    private List<String> prepared(int checkpoint) {
        return harness.listener.taken().get(checkpoint).commits().stream()
                .map(commit -> commit.getSinkId() + " " + commit.getCheckpointId() + " v" + commit.getVersion() + " "
                        + commit.getCommittables().stream()
                                .map(each -> StandardCharsets.UTF_8
                                        .decode(each.duplicate())
                                        .toString())
                                .toList())
                .toList();
    }

    @Test
    void theTaskEndsOnceTheJobMasterHasAllThatIsToBeCommitted() {
        writing(new TestSink());
        harness.send("a", 3);
        harness.watermark(5);
        harness.send("x".repeat(70_000));
        harness.send("c");
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(HEARD)
                .containsExactly(
                        "a 3 " + Long.MIN_VALUE,
                        "W5",
                        "x null 5",
                        "c null 5",
                        "W" + Long.MAX_VALUE,
                        "flush true",
                        "prepare");
        assertThat(texts(0)).hasSize(2).first().isEqualTo("a");
        RecordingGateway.Commit first = harness.gateway.commits.get(0);
        assertThat(first.sinkId()).isEqualTo("sink-7");
        assertThat(first.version()).isEqualTo(3);
        first.answer().complete(null);
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(texts(1)).containsExactly("c");
        assertThat(harness.gateway.commits.get(1).offset()).isEqualTo(2);
        harness.gateway.commits.get(1).answer().complete(null);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.listener.events()).endsWith("FINISHED");
    }

    @Test
    void aWriterThatPreparedNothingLetsTheTaskEnd() {
        writing(new TestSink());
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.gateway.commits).isEmpty();
    }

    @Test
    void aSinkWithACommitterWhoseWriterPreparesNothingIsRefusedByName() {
        writing(new WithoutPreparation());
        harness.end();
        harness.run();
        assertThat(harness.listener.failure().getMessage())
                .contains("WithoutPreparation has a committer, but its writer")
                .contains("must be a CommittingSinkWriter");
    }

    @Test
    void aWriterKnowsItsTaskTypeAndTime() {
        writing(new Asking());
        harness.send("a");
        harness.run();
        assertThat(HEARD).containsExactly("0 of 1, reuse false, type String, not restored");
        long idle = harness.task().idleNanos();
        assertThat(idle)
                .as("20 ms, and the last of them is over")
                .isEqualTo(Duration.ofMillis(21).toNanos());
        harness.clock.advance(Duration.ofMillis(30));
        harness.run();
        assertThat(HEARD).endsWith("timer 20");
        harness.clock.advance(Duration.ofSeconds(1));
        harness.run();
        assertThat(HEARD).as("the second timer was cancelled").hasSize(2);
    }

    private void writing(Sink<String> sink) {
        harness.reading(Types.STRING, false)
                .add("write", new OperatorDescriptor.Write<>(sink, "sink-7", Types.STRING), Types.STRING);
    }

    private List<String> texts(int message) {
        return harness.gateway.commits.get(message).committables().stream()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())
                .toList();
    }

    /** Prepares each record as it is. */
    private static class TestSink implements TwoPhaseCommittingSink<String, String> {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new TestWriter();
        }

        @Override
        public SimpleVersionedSerializer<String> getCommittableSerializer() {
            return new Texts();
        }
    }

    /** Prepares each record once, as it should be. */
    private static final class ForgettingSink extends TestSink {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new TestWriter() {
                @Override
                public Collection<String> prepareCommit() {
                    List<String> prepared = List.copyOf(written);
                    written.clear();
                    return prepared;
                }
            };
        }
    }

    private static final class WithoutPreparation extends TestSink {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            return new SinkWriter<>() {
                @Override
                public void write(String element, Context ignored) {}

                @Override
                public void flush(boolean endOfInput) {}

                @Override
                public void close() {}
            };
        }
    }

    private static final class Asking extends TestSink {
        @Override
        public SinkWriter<String> createWriter(WriterInitContext context) {
            HEARD.add(context.getTaskInfo().getIndexOfThisSubtask() + " of "
                    + context.getTaskInfo().getNumberOfParallelSubtasks() + ", reuse " + context.isObjectReuseEnabled()
                    + ", type "
                    + context.<String>createInputSerializer()
                            .createInstance()
                            .getClass()
                            .getSimpleName()
                    + (context.getRestoredCheckpointId().isPresent() ? ", restored" : ", not restored"));
            assertThat(context.getJobId()).isNotNull();
            assertThat(context.getUserCodeClassLoader().asClassLoader()).isNotNull();
            assertThat(context.metricGroup()).isNotNull();
            assertThat(context.asSerializationSchemaInitializationContext().getMetricGroup())
                    .isNotNull();
            assertThat(context.asSerializationSchemaInitializationContext().getUserCodeClassLoader())
                    .isNotNull();
            ProcessingTimeService time = context.getProcessingTimeService();
            long begin = time.getCurrentProcessingTime();
            time.registerTimer(begin + 20, due -> HEARD.add("timer " + (due - begin)));
            time.registerTimer(begin + 200, due -> HEARD.add("never")).cancel(false);
            return new TestWriter() {
                @Override
                public void write(String element, Context ignored) {}
            };
        }
    }

    private static class TestWriter implements TwoPhaseCommittingSink.PrecommittingSinkWriter<String, String> {
        final List<String> written = new ArrayList<>();

        @Override
        public void write(String element, Context context) {
            written.add(element);
            HEARD.add(element.charAt(0) + " " + context.timestamp() + " " + context.currentWatermark());
        }

        @Override
        public void writeWatermark(Watermark watermark) {
            HEARD.add("W" + watermark.getTimestamp());
        }

        @Override
        public void flush(boolean endOfInput) {
            HEARD.add("flush " + endOfInput);
        }

        @Override
        public Collection<String> prepareCommit() {
            HEARD.add("prepare");
            return List.copyOf(written);
        }

        @Override
        public void close() {}
    }

    private static final class Texts implements SimpleVersionedSerializer<String> {
        @Override
        public int getVersion() {
            return 3;
        }

        @Override
        public byte[] serialize(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String deserialize(int version, byte[] serialized) {
            return new String(serialized, StandardCharsets.UTF_8);
        }
    }
}
