package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.datastream.AsyncDataStream;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategies;
import io.yarnflink.api.functions.async.AsyncRetryStrategy;
import io.yarnflink.api.functions.async.ResultFuture;
import io.yarnflink.api.functions.async.RetryPredicates;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous requests: order, capacity, timeouts, attempts, and what a restore asks again. */
@SuppressWarnings("NullAway") // The service is set by the test that uses it.
class AsyncOperatorTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    /** Requests that wait for the test to answer them, by their value. */
    private static final Map<String, ResultFuture<String>> OPEN = new LinkedHashMap<>();

    private static final List<String> CALLS = new ArrayList<>();

    /** Leaves its requests to the test. */
    private static final class Asked implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> result) {
            CALLS.add(input);
            OPEN.put(input, result);
        }

        @Override
        public void timeout(String input, ResultFuture<String> result) {
            result.complete(List.of(input + " timed out"));
        }
    }

    /** Answers at once: every value as often as it says. */
    private static final class Repeated implements AsyncFunction<Integer, Integer> {
        @Override
        public void asyncInvoke(Integer input, ResultFuture<Integer> result) {
            result.complete(Collections.nCopies(input, input));
        }
    }

    @BeforeEach
    void forget() {
        OPEN.clear();
        CALLS.clear();
    }

    private DataStream<String> words() {
        return env.fromData("");
    }

    private static OneInputStreamOperatorTestHarness<String, String> open(DataStream<String> stream) throws Exception {
        OneInputStreamOperatorTestHarness<String, String> harness = OneInputStreamOperatorTestHarness.of(stream);
        harness.open();
        return harness;
    }

    private static void answer(String input, String... results) {
        ResultFuture<String> future = OPEN.remove(input);
        if (future == null) {
            throw new AssertionError("nobody asks for " + input);
        }
        future.complete(List.of(results));
    }

    @Test
    void answersComeOutWithTheTimestampsOfTheirRecords() throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            DataStream<Integer> numbers = env.fromData(0);
            DataStream<Integer> stream = ordered
                    ? AsyncDataStream.orderedWait(numbers, new Repeated(), 1, TimeUnit.SECONDS)
                    : AsyncDataStream.unorderedWait(numbers, new Repeated(), 1, TimeUnit.SECONDS, 2);
            OperatorVerification.verify(stream)
                    .input(1, 10L)
                    .input(0, 20L)
                    .watermark(15)
                    .input(3, 30L)
                    .input(2)
                    .end()
                    .expectRecords(List.of(
                            new StreamRecord<>(1, 10),
                            new StreamRecord<>(3, 30),
                            new StreamRecord<>(3, 30),
                            new StreamRecord<>(3, 30),
                            new StreamRecord<>(2),
                            new StreamRecord<>(2)))
                    .run();
        }
    }

    @Test
    void orderedResultsWaitForThoseBeforeThem() throws Exception {
        try (var harness = open(AsyncDataStream.orderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10))) {
            harness.processElement("a", 1);
            harness.processElement("b", 2);
            harness.processWatermark(2);
            harness.processElement("c", 3);
            answer("c", "C");
            answer("b", "B1", "B2");
            harness.takeAnswers();
            assertThat(harness.getOutput()).isEmpty();
            answer("a");
            harness.takeAnswers();
            assertThat(harness.getOutput())
                    .containsExactly(
                            new StreamRecord<>("B1", 2),
                            new StreamRecord<>("B2", 2),
                            new Watermark(2),
                            new StreamRecord<>("C", 3));
        }
    }

    @Test
    void unorderedResultsComeAsTheyAreAnsweredButNeverPassAWatermark() throws Exception {
        try (var harness = open(AsyncDataStream.unorderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10))) {
            harness.processElement("a", 1);
            harness.processElement("b", 2);
            harness.processWatermark(2);
            harness.processElement("c", 3);
            harness.processElement("d", 4);
            answer("d", "D");
            answer("b", "B");
            harness.takeAnswers();
            assertThat(harness.getOutput()).containsExactly(new StreamRecord<>("B", 2));
            answer("a", "A");
            harness.takeAnswers();
            assertThat(harness.getOutput())
                    .containsExactly(
                            new StreamRecord<>("B", 2),
                            new StreamRecord<>("A", 1),
                            new Watermark(2),
                            new StreamRecord<>("D", 4));
        }
    }

    @Test
    void idlenessWaitsForTheResultsAndWatermarksBeforeIt() throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            try (var harness = open(
                    ordered
                            ? AsyncDataStream.orderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10)
                            : AsyncDataStream.unorderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10))) {
                harness.processElement("a", 1);
                harness.processWatermark(5);
                harness.processWatermarkStatus(WatermarkStatus.IDLE);
                assertThat(harness.getOutput()).isEmpty();
                answer("a", "A");
                harness.takeAnswers();
                assertThat(harness.getOutput())
                        .containsExactly(new StreamRecord<>("A", 1), new Watermark(5), WatermarkStatus.IDLE);
            }
        }
    }

    @Test
    void whatWasNotAnsweredIsAskedAgainAfterARestore() throws Exception {
        for (boolean ordered : new boolean[] {true, false}) {
            forget();
            DataStream<String> stream = ordered
                    ? AsyncDataStream.orderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10)
                    : AsyncDataStream.unorderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 10);
            OperatorSubtaskState state;
            try (var harness = open(stream)) {
                harness.processElement("a", 1);
                harness.processElement("b", 2);
                harness.processElement("c", 3);
                answer("a", "A");
                harness.takeAnswers();
                state = harness.snapshot(5, 0);
            }
            CALLS.clear();
            List<String> restored = new ArrayList<>();
            for (int subtask = 0; subtask < 2; subtask++) {
                try (var harness = OneInputStreamOperatorTestHarness.<String, String>of(stream, 128, 2, subtask)) {
                    harness.initializeState(state);
                    harness.open();
                    for (String input : List.copyOf(OPEN.keySet())) {
                        answer(input, input + "!");
                    }
                    harness.takeAnswers();
                    harness.extractOutputStreamRecords()
                            .forEach(found -> restored.add(found.getValue() + "" + found.getTimestamp()));
                }
            }
            assertThat(CALLS).containsExactly("b", "c");
            assertThat(restored).containsExactly("b!2", "c!3");
        }
    }

    @Test
    void aTimeoutAnswersInsteadOfTheRequest() throws Exception {
        try (var harness = open(AsyncDataStream.orderedWait(words(), new Asked(), 100, TimeUnit.MILLISECONDS, 10))) {
            harness.processElement("a", 1);
            harness.setProcessingTime(50);
            harness.processElement("b", 2);
            harness.setProcessingTime(100);
            answer("a", "too late");
            harness.takeAnswers();
            assertThat(harness.extractOutputValues()).containsExactly("a timed out");
            harness.setProcessingTime(149);
            answer("b", "B");
            harness.setProcessingTime(150);
            assertThat(harness.extractOutputValues()).containsExactly("a timed out", "B");
        }
    }

    @Test
    void aTimeoutThatIsNotHandledFailsTheJobAndNamesTheRecord() throws Exception {
        DataStream<String> stream = AsyncDataStream.orderedWait(
                words(), (AsyncFunction<String, String>) (input, result) -> {}, 100, TimeUnit.MILLISECONDS, 10);
        try (var harness = open(stream)) {
            harness.processElement("lost", 1);
            assertThatThrownBy(() -> harness.setProcessingTime(100))
                    .hasMessageContaining("lost")
                    .hasRootCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void aFullOperatorWaitsForAnswersOfOtherThreads() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        SERVICE.set(executor);
        try (var harness = open(AsyncDataStream.unorderedWait(
                words(),
                (AsyncFunction<String, String>)
                        (input, result) -> SERVICE.get().execute(() -> result.complete(List.of(input + "!"))),
                1,
                TimeUnit.MINUTES,
                1))) {
            for (int i = 0; i < 50; i++) {
                harness.processElement("r" + i, i);
            }
            harness.endInput();
            assertThat(harness.extractOutputValues()).hasSize(50).contains("r0!", "r49!");
        } finally {
            executor.shutdown();
        }
    }

    private static final AtomicReference<Executor> SERVICE = new AtomicReference<>(Runnable::run);

    @Test
    void aFullOperatorThatNobodyAnswersFailsTheTestWithWhatToDo() throws Exception {
        try (var harness = open(AsyncDataStream.orderedWait(words(), new Asked(), 0, TimeUnit.SECONDS, 1))) {
            harness.setPatience(Duration.ofMillis(20));
            assertThatThrownBy(() -> harness.processElement("a", 1))
                    .hasMessageContaining("waits for answers")
                    .hasMessageContaining("complete some of its result futures");
        }
    }

    /** Fails or answers nothing as often as told, then answers. */
    private static final class Flaky implements AsyncFunction<String, String> {
        @Override
        public void asyncInvoke(String input, ResultFuture<String> result) {
            CALLS.add(input);
            int failures = Integer.parseInt(input.substring(1));
            if (Collections.frequency(CALLS, input) > failures) {
                result.complete(List.of(input + " after " + failures));
            } else if (input.startsWith("e")) {
                result.complete(List.of());
            } else {
                result.completeExceptionally(
                        input.startsWith("i") ? new IOException(input) : new IllegalStateException(input));
            }
        }

        @Override
        public void timeout(String input, ResultFuture<String> result) {
            result.completeExceptionally(new TimeoutException(input + " took too long"));
        }
    }

    @SuppressWarnings("unchecked") // The predicate is for results of all types.
    private static AsyncRetryStrategy<String> fixed(int attempts) {
        return new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(attempts, 100)
                .ifResult(RetryPredicates.EMPTY_RESULT_PREDICATE)
                .ifException(RetryPredicates.createExceptionTypePredicate(IOException.class))
                .build();
    }

    @Test
    void failuresAndEmptyAnswersAreTriedAgainAfterTheDelay() throws Exception {
        try (var harness =
                open(AsyncDataStream.orderedWaitWithRetry(words(), new Flaky(), 10, TimeUnit.SECONDS, 10, fixed(3)))) {
            harness.processElement("i2", 1);
            harness.processElement("e1", 2);
            harness.processElement("e0", 3);
            assertThat(CALLS).containsExactly("i2", "e1", "e0");
            harness.setProcessingTime(99);
            assertThat(CALLS).hasSize(3);
            harness.setProcessingTime(100);
            assertThat(CALLS).containsExactly("i2", "e1", "e0", "i2", "e1");
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.setProcessingTime(200);
            assertThat(harness.extractOutputValues()).containsExactly("i2 after 2", "e1 after 1", "e0 after 0");
        }
    }

    @Test
    void attemptsEndAndThenTheFailureOrTheEmptyAnswerCounts() throws Exception {
        try (var harness =
                open(AsyncDataStream.unorderedWaitWithRetry(words(), new Flaky(), 10, TimeUnit.SECONDS, fixed(2)))) {
            harness.processElement("e9", 1);
            harness.setProcessingTime(100);
            harness.setProcessingTime(200);
            harness.setProcessingTime(900);
            assertThat(CALLS).containsExactly("e9", "e9", "e9");
            assertThat(harness.extractOutputValues()).isEmpty();
            harness.processElement("i9", 1);
            harness.setProcessingTime(1000);
            assertThatThrownBy(() -> harness.setProcessingTime(1100)).hasRootCauseMessage("i9");
        }
    }

    @Test
    void failuresThatThePredicateDoesNotKnowFailAtOnce() throws Exception {
        try (var harness = open(
                AsyncDataStream.unorderedWaitWithRetry(words(), new Flaky(), 10, TimeUnit.SECONDS, 10, fixed(2)))) {
            assertThatThrownBy(() -> harness.processElement("x1", 1))
                    .hasRootCauseInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("x1");
        }
    }

    @Test
    void theTimeoutHoldsForAllAttemptsTogetherAndItsAnswerIsFinal() throws Exception {
        AsyncRetryStrategy<String> strategy = new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(100, 100)
                .ifException(RetryPredicates.HAS_EXCEPTION_PREDICATE)
                .build();
        try (var harness = open(
                AsyncDataStream.orderedWaitWithRetry(words(), new Flaky(), 250, TimeUnit.MILLISECONDS, strategy))) {
            harness.processElement("i50", 1);
            harness.setProcessingTime(100);
            harness.setProcessingTime(200);
            assertThat(CALLS).hasSize(3);
            assertThatThrownBy(() -> harness.setProcessingTime(250)).hasRootCauseMessage("i50 took too long");
        }
    }

    @Test
    void theEndOfInputCutsRetriesShort() throws Exception {
        try (var harness =
                open(AsyncDataStream.orderedWaitWithRetry(words(), new Flaky(), 10, TimeUnit.SECONDS, 10, fixed(50)))) {
            harness.processElement("e1", 1);
            harness.processElement("e9", 1);
            harness.endInput();
            assertThat(CALLS).containsExactly("e1", "e9", "e1", "e9");
            assertThat(harness.extractOutputValues()).containsExactly("e1 after 1");
        }
    }

    @Test
    void delaysGrowUpToTheirBound() {
        AsyncRetryStrategy<String> strategy = new AsyncRetryStrategies.ExponentialBackoffDelayRetryStrategyBuilder<
                        String>(10, 100, 2000, 2)
                .ifResult(Collection::isEmpty)
                .ifException(failure -> false)
                .build();
        assertThat(strategy.canRetry(10)).isTrue();
        assertThat(strategy.canRetry(11)).isFalse();
        assertThat(List.of(1, 2, 3, 5, 6, 10).stream()
                        .map(strategy::getBackoffTimeMillis)
                        .toList())
                .containsExactly(100L, 200L, 400L, 1600L, 2000L, 2000L);
        assertThat(strategy.getRetryPredicate().resultPredicate().orElseThrow().test(List.of()))
                .isTrue();
        assertThat(strategy.getRetryPredicate()
                        .exceptionPredicate()
                        .orElseThrow()
                        .test(new IOException()))
                .isFalse();
        assertThat(AsyncRetryStrategies.NO_RETRY_STRATEGY.canRetry(1)).isFalse();
    }

    @Test
    void senselessStrategiesAreRefused() {
        assertThatThrownBy(() -> new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(0, 100))
                .hasMessage("maxAttempts must be greater than 0, but is 0");
        assertThatThrownBy(() -> new AsyncRetryStrategies.FixedDelayRetryStrategyBuilder<String>(1, -1))
                .hasMessage("backoffTimeMillis must be greater than 0 ms, but is -1");
        assertThatThrownBy(() ->
                        new AsyncRetryStrategies.ExponentialBackoffDelayRetryStrategyBuilder<String>(1, 10, 100, 0))
                .hasMessage("multiplier must be greater than 0, but is 0.0");
    }
}
