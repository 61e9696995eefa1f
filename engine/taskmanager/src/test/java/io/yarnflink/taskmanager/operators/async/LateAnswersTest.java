package io.yarnflink.taskmanager.operators.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategies;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LateAnswersTest {
    private static final int MORE_THAN_A_CHANNEL_HOLDS = 10_000;
    private static final AtomicReference<ResultFuture<String>> OPEN = new AtomicReference<>();

    private static final class Asked implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> result) {
            OPEN.set(result);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // The strategy without attempts is of any type.
    void whatIsAnsweredAfterTheEndOfTheInputArrivesAlsoWhenTheChannelIsFull() {
        ChainHarness harness = new ChainHarness()
                .reading(Types.STRING, false)
                .last(
                        "asked",
                        new OperatorDescriptor.AsyncWait<>(
                                new Asked(), Types.STRING, true, 0, 10, AsyncRetryStrategies.NO_RETRY_STRATEGY),
                        Types.STRING);
        harness.send("a");
        harness.end();
        assertThat(harness.run()).isEqualTo(Progress.IDLE);
        Objects.requireNonNull(OPEN.get()).complete(Collections.nCopies(MORE_THAN_A_CHANNEL_HOLDS, "A"));
        int arrived = 0;
        for (int i = 0; i < 10; i++) {
            arrived += harness.values().size();
        }
        assertThat(arrived).isEqualTo(MORE_THAN_A_CHANNEL_HOLDS);
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
    }
}
