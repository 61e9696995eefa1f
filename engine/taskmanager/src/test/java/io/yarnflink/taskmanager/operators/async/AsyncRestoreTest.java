package io.yarnflink.taskmanager.operators.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategies;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.task.SavedState;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AsyncRestoreTest {
    private static final Map<String, ResultFuture<String>> OPEN = new LinkedHashMap<>();

    /** Leaves its answers to the test. */
    private static final class Asked implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> result) {
            OPEN.put(input, result);
        }
    }

    @BeforeEach
    void forget() {
        OPEN.clear();
    }

    @Test
    void whatWasNotAnsweredIsAskedAgainButNeverMoreThanMayBeAskedAtATime() {
        ChainHarness first = asking(4);
        first.send("a", 1);
        first.watermark(1);
        first.send("b");
        first.watermark(2);
        first.send("c");
        first.barrier(1);
        assertThat(first.emitted()).containsExactly("B1");
        assertThat(OPEN).containsOnlyKeys("a", "b", "c");

        OPEN.clear();
        ChainHarness second = restored(1, first);
        second.send("d");
        assertThat(second.emitted()).isEmpty();
        assertThat(OPEN).containsOnlyKeys("a");
        answer("a");
        assertThat(second.emitted()).containsExactly("A@1", "W1");
        assertThat(OPEN).containsOnlyKeys("b");
        answer("b");
        assertThat(second.emitted()).containsExactly("B", "W2");
        answer("c");
        assertThat(second.emitted()).containsExactly("C");
        answer("d");
        second.end();
        assertThat(second.emitted()).containsExactly("D", "WMAX", "END");
    }

    @Test
    void whatIsStillToBeAskedAfterARestoreIsInTheNextCheckpoint() {
        ChainHarness first = asking(3);
        first.send("a");
        first.watermark(1);
        first.send("b");
        first.barrier(1);
        first.run();
        ChainHarness second = restored(1, first);
        second.run();
        second.announce(2);
        // The barrier waits behind the records: nothing is read while there is no room for a request.
        second.barrier(2);
        second.run();
        assertThat(second.listener.taken()).isEmpty();
        answer("a");
        assertThat(second.emitted()).containsExactly("A", "W1");
        answer("b");
        assertThat(second.emitted()).containsExactly("B", "B2");
    }

    @Test
    void noAnswerIsEmittedAfterTheLastCheckpointUnlessThatIsAborted() {
        ChainHarness harness = new ChainHarness().checkpointing().reading(Types.STRING, false);
        harness.then("asked", asked(4), Types.STRING)
                .add("print", new OperatorDescriptor.Print("", false), Types.STRING);
        harness.send("a");
        harness.send("b");
        harness.lastBarrier(1);
        harness.run();
        answer("a");
        harness.run();
        assertThat(harness.printedLines()).isEmpty();
        harness.task().checkpointAborted(1);
        harness.run();
        assertThat(harness.printedLines()).containsExactly("A");
        harness.lastBarrier(2);
        harness.run();
        answer("b");
        harness.task().checkpointCompleted(2);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.printedLines()).containsExactly("A");
    }

    private static void answer(String value) {
        Objects.requireNonNull(OPEN.remove(value), value).complete(List.of(value.toUpperCase(java.util.Locale.ROOT)));
    }

    private static ChainHarness restored(int capacity, ChainHarness from) {
        SavedState saved = ChainHarness.saved(from.listener.taken().get(0));
        return asking(capacity).restoring(saved);
    }

    private static ChainHarness asking(int capacity) {
        return new ChainHarness()
                .checkpointing()
                .reading(Types.STRING, false)
                .last("asked", asked(capacity), Types.STRING);
    }

    @SuppressWarnings("unchecked") // The strategy without attempts is of any type.
    private static OperatorDescriptor asked(int capacity) {
        return new OperatorDescriptor.AsyncWait<>(
                new Asked(), Types.STRING, true, 0, capacity, AsyncRetryStrategies.NO_RETRY_STRATEGY);
    }
}
