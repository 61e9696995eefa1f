package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.ListSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskCheckpointTest {
    private static final List<String> CALLS = new ArrayList<>();
    private static Runnable whileCompletionIsHeard = () -> {};

    private final ChainHarness harness = new ChainHarness().checkpointing();

    @BeforeEach
    void forget() {
        CALLS.clear();
        whileCompletionIsHeard = () -> {};
    }

    @Test
    void aTaskTakesItsCheckpointWhenTheBarrierComesAndSendsItOnBehindWhatItEmitted() {
        counting(harness);
        harness.send("a");
        harness.barrier(3);
        harness.send("b");
        assertThat(harness.emitted()).containsExactly("a1", "B3", "b2");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 3");
        assertThat(CALLS).containsExactly("snapshot 3");
    }

    @Test
    void aTaskGoesOnFromWhatItLeft() {
        counting(harness);
        harness.send("a");
        harness.send("b");
        harness.barrier(1);
        harness.send("c");
        harness.run();
        ChainHarness second = new ChainHarness()
                .checkpointing()
                .restoring(ChainHarness.saved(harness.listener.taken().get(0)));
        counting(second);
        second.send("c");
        assertThat(second.emitted()).containsExactly("c3");
        assertThat(CALLS).containsExactly("snapshot 1", "restored");
    }

    @Test
    void functionsHearOnceWhatBecameOfTheCheckpointsThatTheirTaskTook() {
        counting(harness);
        harness.barrier(1);
        harness.run();
        harness.task().checkpointCompleted(1);
        harness.task().checkpointCompleted(1);
        harness.task().checkpointCompleted(7);
        harness.barrier(2);
        harness.run();
        harness.task().checkpointAborted(2);
        harness.task().checkpointAborted(2);
        harness.task().checkpointAborted(8);
        harness.run();
        assertThat(CALLS).containsExactly("snapshot 1", "completed 1", "snapshot 2", "aborted 2");
        harness.barrier(8);
        assertThat(harness.emitted()).containsExactly("B1", "B2");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 1", "TAKEN 2");
    }

    @Test
    void aFunctionThatFailsInItsSnapshotFailsTheTask() {
        counting(harness);
        harness.send("fail at snapshot");
        harness.barrier(1);
        harness.run();
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FAILED");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("count");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("told to fail");
    }

    @Test
    void stateThatCannotBeWrittenIsNoFailureOfTheTask() {
        counting(harness);
        harness.send("unwritable");
        harness.barrier(1);
        harness.send("b");
        assertThat(harness.emitted()).containsExactly("unwritable1", "B1", "b2");
        assertThat(harness.listener.events())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("DECLINED 1: The state of operator 'count' cannot be written: ");
    }

    @Test
    void aSourceTakesAnAnnouncedCheckpointBetweenTwoPolls() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,b,wait-50,c")), true);
        assertThat(harness.emitted()).containsExactly("a1", "b2");
        harness.announce(1);
        assertThat(harness.emitted()).containsExactly("B1");
        harness.announce(1);
        harness.clock.advance(Duration.ofMillis(50));
        assertThat(harness.emitted()).containsExactly("c3", "WMAX", "END");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 1", "ENDED");
    }

    @Test
    void whatWasAssignedBeforeACheckpointWasAnnouncedIsPartOfIt() {
        reading(harness);
        harness.announce(1);
        harness.run();
        whileCompletionIsHeard = () -> {
            harness.task().assignSplits(1, List.of(ListSource.split("a,b")), false);
            harness.announce(2);
        };
        harness.task().checkpointCompleted(1);
        harness.run();
        ChainHarness second = new ChainHarness()
                .checkpointing()
                .restoring(ChainHarness.saved(harness.listener.taken().get(1)));
        reading(second);
        assertThat(second.emitted()).containsExactly("a1", "b2");
    }

    @Test
    void aTaskThatHasEndedFinishesWithTheFirstCompleteCheckpointOfItsEnd() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,wait-50")), true);
        harness.announce(1);
        assertThat(harness.emitted()).containsExactly("B1", "a1");
        harness.clock.advance(Duration.ofMillis(50));
        assertThat(harness.emitted()).containsExactly("WMAX", "END");
        harness.task().checkpointCompleted(1);
        harness.announce(2);
        harness.announce(3);
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        harness.task().checkpointAborted(2);
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        harness.task().checkpointCompleted(3);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.emitted()).isEmpty();
        assertThat(harness.listener.events())
                .containsExactly("RUNNING", "TAKEN 1", "ENDED", "TAKEN 2 ended", "TAKEN 3 ended", "FINISHED");
        assertThat(CALLS)
                .containsExactly("snapshot 1", "completed 1", "snapshot 2", "snapshot 3", "aborted 2", "completed 3");
    }

    @Test
    void aTaskWaitsWhileWhatItGoesOnFromCannotBeReadForAMoment() {
        reading(harness.restoring(SavedState.ofEnded(7)).unreadable(2));
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        assertThat(harness.task().idleNanos()).isEqualTo(Duration.ofMillis(200).toNanos());
        harness.clock.advance(Duration.ofMillis(200));
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        harness.clock.advance(Duration.ofMillis(400));
        harness.run();
        assertThat(harness.listener.events()).containsExactly("RUNNING", "ENDED");
    }

    @Test
    void aTaskFailsWhenWhatItGoesOnFromCannotBeReadForLong() {
        reading(harness.restoring(SavedState.ofEnded(7)).unreadable(1_000));
        for (int i = 0; i < 20; i++) {
            harness.run();
            harness.clock.advance(Duration.ofSeconds(5));
        }
        assertThat(harness.listener.failure().getMessage())
                .isEqualTo(
                        "The state that the task goes on from cannot be read: java.io.IOException: the storage is away");
    }

    @Test
    void aTaskThatHadEndedBeforeARestoreOpensNothingAndEndsAtOnce() {
        reading(harness.restoring(SavedState.ofEnded(7)));
        assertThat(harness.emitted()).containsExactly("WMAX", "END");
        assertThat(harness.gateway.calls).isEmpty();
        harness.announce(8);
        harness.run();
        harness.task().checkpointCompleted(8);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.listener.events()).containsExactly("RUNNING", "ENDED", "TAKEN 8 ended", "FINISHED");
        assertThat(harness.listener.taken().get(0).snapshot().operators()).isEmpty();
        assertThat(CALLS).isEmpty();
    }

    @Test
    void aDrainedSourceLeavesWhatItHasAndComesToItsEnd() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,wait-50,b")), true);
        harness.run();
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), true, 0));
        assertThat(harness.emitted()).containsExactly("a1", "WMAX", "END");
        harness.task().checkpointCompleted(1);
        harness.run();
        assertThat(harness.listener.events()).containsExactly("RUNNING", "ENDED", "TAKEN 1", "FINISHED");
    }

    @Test
    void aSourceThatHadEndedByItselfIsStoredSoByASavepointThatDrainsOthers() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a")), true);
        harness.run();
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), true, 0));
        harness.run();
        assertThat(harness.listener.events()).containsExactly("RUNNING", "ENDED", "TAKEN 1 ended");
    }

    @Test
    void aSourceThatEndedForASavepointThatFailedFailsAsItHasMoreToRead() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,wait-50,b")), true);
        harness.run();
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), true, 0));
        harness.run();
        harness.announce(2);
        harness.run();
        assertThat(harness.listener.events())
                .containsExactly(
                        "RUNNING", "ENDED", "TAKEN 1", "DECLINED 2: the source has ended early for savepoint 1");
        harness.task().checkpointAborted(1);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.listener.events()).endsWith("FAILED");
        assertThat(harness.listener.failure().getMessage())
                .startsWith("Savepoint 1, for which the source ended early, was not taken");
    }

    @Test
    void aSourceTakesWhatWasAnnouncedBeforeItIsDrained() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,wait-50,b")), true);
        harness.run();
        harness.announce(1);
        harness.task().announce(new CheckpointOrder(new Barrier(2, 0, true, true), true, 0));
        assertThat(harness.emitted()).containsExactly("a1", "B1", "WMAX", "END");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 1", "ENDED", "TAKEN 2");
    }

    @Test
    void nothingIsProcessedAfterTheLastCheckpointUnlessThatIsAborted() {
        reading(harness);
        harness.task().assignSplits(1, List.of(ListSource.split("a,wait-50,b,wait-50,c")), true);
        harness.run();
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), false, 0));
        harness.run();
        harness.clock.advance(Duration.ofMillis(50));
        assertThat(harness.emitted()).containsExactly("a1", "B1");
        harness.task().checkpointAborted(1);
        assertThat(harness.emitted()).containsExactly("b2");
        harness.task().announce(new CheckpointOrder(new Barrier(2, 0, true, true), false, 0));
        harness.run();
        harness.task().checkpointCompleted(2);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.emitted()).containsExactly("B2");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "TAKEN 1", "TAKEN 2", "FINISHED");
    }

    @Test
    void anAnnouncementThatComesAfterALaterCheckpointIsDeclined() {
        counting(harness);
        harness.announce(1);
        harness.announce(2);
        harness.barrier(2);
        harness.run();
        harness.announce(1);
        harness.run();
        assertThat(harness.listener.events())
                .containsExactly(
                        "RUNNING",
                        "DECLINED 1: checkpoint 2 was taken before it",
                        "TAKEN 2",
                        "DECLINED 1: checkpoint 2 was taken before it");
    }

    @Test
    void anAnnouncementMayComeAfterItsCheckpointWasTakenEarly() {
        ChainHarness unaligned = new ChainHarness().unaligned();
        unaligned
                .reading(Types.STRING, false, "first", "second")
                .last("count", new OperatorDescriptor.Map<>(new Counting()), Types.STRING);
        unaligned.barrier(0, 1);
        unaligned.run();
        assertThat(unaligned.emitted()).containsExactly("B1");
        unaligned.announce(1);
        unaligned.run();
        assertThat(unaligned.listener.events()).containsExactly("RUNNING");
        unaligned.barrier(1, 1);
        unaligned.run();
        assertThat(unaligned.listener.events()).containsExactly("RUNNING", "TAKEN 1");
    }

    /** Writes numbers only, whatever the state holds. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // That is the point.
    private static TypeInformation<Object> numbers() {
        return (TypeInformation) Types.INT;
    }

    private static void counting(ChainHarness harness) {
        harness.reading(Types.STRING, false).last("count", new OperatorDescriptor.Map<>(new Counting()), Types.STRING);
    }

    private static void reading(ChainHarness harness) {
        harness.then("list", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .last("count", new OperatorDescriptor.Map<>(new Counting()), Types.STRING);
    }

    /** Appends to each record how many there were. */
    private static final class Counting extends RichMapFunction<String, String>
            implements CheckpointedFunction, CheckpointListener {
        private int count;
        private String last = "";
        private transient @Nullable ListState<Object> state;

        @Override
        public String map(String value) {
            last = value;
            count++;
            return value + count;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("count", numbers()));
            if (context.isRestored()) {
                CALLS.add("restored");
                for (Object each : state.get()) {
                    count += (Integer) each;
                }
            }
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws Exception {
            if (last.equals("fail at snapshot")) {
                throw new IllegalStateException("told to fail");
            }
            CALLS.add("snapshot " + context.getCheckpointId());
            Objects.requireNonNull(state).update(List.of(last.equals("unwritable") ? "x" : (Object) count));
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            CALLS.add("completed " + checkpointId);
            whileCompletionIsHeard.run();
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            CALLS.add("aborted " + checkpointId);
        }
    }
}
