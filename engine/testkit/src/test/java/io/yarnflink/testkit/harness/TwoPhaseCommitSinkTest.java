package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.sink.TwoPhaseCommitSinkFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.time.Clock;
import io.yarnflink.api.typeutils.serializers.ListSerializer;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.api.typeutils.serializers.VoidSerializer;
import io.yarnflink.testkit.harness.operators.StreamSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Transactions follow the checkpoints: begun, made ready, committed, and after a restore committed or aborted. */
class TwoPhaseCommitSinkTest {
    /** The outside system; it lives longer than the functions. */
    private final List<String> events = new ArrayList<>();

    private final List<String> failingCommits = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private int transactions;

    private static final class HandClock implements Clock {
        private long millis = 1_000;

        @Override
        public long wallMillis() {
            return millis;
        }

        @Override
        public long nanos() {
            return TimeUnit.MILLISECONDS.toNanos(millis);
        }
    }

    /** Tells the outside system all that it is called for; its transactions are t0, t1 and so on. */
    private class Told extends TwoPhaseCommitSinkFunction<String, String, String> {
        Told() {
            super(StringSerializer.INSTANCE, StringSerializer.INSTANCE, clock);
        }

        @Override
        protected String beginTransaction() {
            events.add("begin t" + transactions);
            return "t" + transactions++;
        }

        @Override
        protected void invoke(String transaction, String value, Context context) throws Exception {
            events.add(transaction + " < " + value + " at " + context.timestamp() + " behind "
                    + (context.currentWatermark() == Long.MIN_VALUE ? "nothing" : context.currentWatermark()));
        }

        @Override
        protected void preCommit(String transaction) {
            events.add("ready " + transaction);
        }

        @Override
        protected void commit(String transaction) {
            if (failingCommits.contains(transaction)) {
                throw new IllegalStateException(transaction + " is unknown");
            }
            events.add("commit " + transaction);
        }

        @Override
        protected void abort(String transaction) {
            events.add("abort " + transaction);
        }

        @Override
        protected void finishRecoveringContext(Collection<String> handledTransactions) {
            events.add(
                    "handled " + handledTransactions + " of " + getUserContext().orElse("nobody"));
        }

        @Override
        protected void finishProcessing(@Nullable String transaction) {
            events.add("last words into " + transaction + " as " + currentTransaction());
        }

        @Nullable
        String openTransaction() {
            return currentTransaction();
        }

        Map<Long, String> waiting() {
            return pendingTransactions().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    private static OneInputStreamOperatorTestHarness<String, Void> open(
            Told function, @Nullable OperatorSubtaskState state) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(function));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private List<String> told() {
        List<String> told = List.copyOf(events);
        events.clear();
        return told;
    }

    @Test
    void aTransactionGoesFromOneCheckpointToTheNextAndIsCommittedWhenThatIsComplete() throws Exception {
        Told function = new Told();
        try (var harness = open(function, null)) {
            harness.processElement("a", 7);
            harness.processWatermark(9);
            harness.processElement("b");
            harness.snapshot(1, 0);
            assertThat(function.waiting()).containsExactly(Map.entry(1L, "t0"));
            harness.processElement("c");
            assertThat(told())
                    .containsExactly(
                            "begin t0",
                            "t0 < a at 7 behind nothing",
                            "t0 < b at null behind 9",
                            "ready t0",
                            "begin t1",
                            "t1 < c at null behind 9");
            harness.notifyOfCompletedCheckpoint(1);
            assertThat(told()).containsExactly("commit t0");
            harness.notifyOfCompletedCheckpoint(1);
        }
        assertThat(told()).containsExactly("abort t1");
        assertThat(function.waiting()).isEmpty();
    }

    @Test
    void transactionsOfAbortedOrUnheardCheckpointsAreCommittedWithTheNext() throws Exception {
        Told function = new Told();
        try (var harness = open(function, null)) {
            harness.snapshot(1, 0);
            harness.notifyOfAbortedCheckpoint(1);
            harness.snapshot(2, 0);
            harness.snapshot(3, 0);
            told();
            assertThat(function.waiting()).hasSize(3);
            harness.notifyOfCompletedCheckpoint(2);
            assertThat(told()).containsExactly("commit t0", "commit t1");
            assertThat(function.waiting()).containsOnlyKeys(3L);
        }
    }

    @Test
    void theEndOfTheInputIsTheLastTransaction() throws Exception {
        Told function = new Told();
        OperatorSubtaskState state;
        try (var harness = open(function, null)) {
            harness.processElement("a");
            told();
            harness.endInput();
            assertThat(told()).containsExactly("last words into t0 as t0");
            state = harness.snapshot(1, 0);
            assertThat(function.openTransaction()).isNull();
            assertThatThrownBy(() -> harness.processElement("late")).hasMessageContaining("has no open transaction");
            harness.notifyOfCompletedCheckpoint(1);
            assertThat(told()).containsExactly("ready t0", "commit t0");
        }
        assertThat(told()).isEmpty();
        try (var harness = open(new Told(), state)) {
            assertThat(told()).as("once more, as nobody knows").containsExactly("commit t0", "begin t1");
        }
    }

    /** With a context, and with a word of its own for what a restore commits and aborts. */
    private final class Recovering extends Told {
        @Override
        protected Optional<String> initializeUserContext() {
            return Optional.of("context " + transactions);
        }

        @Override
        protected void recoverAndCommit(String transaction) {
            events.add("again for " + getUserContext().orElse("nobody"));
            super.recoverAndCommit(transaction);
        }

        @Override
        protected void recoverAndAbort(String transaction) {
            events.add("left open by " + getUserContext().orElse("nobody"));
            super.recoverAndAbort(transaction);
        }
    }

    @Test
    void aRestoreCommitsWhatWasReadyAndAbortsWhatWasOpen() throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(new Recovering(), null)) {
            harness.processElement("a");
            harness.snapshot(1, 0);
            state = harness.snapshot(2, 0);
        }
        told();
        try (var harness = open(new Recovering(), state)) {
            assertThat(told())
                    .containsExactly(
                            "again for context 0",
                            "commit t0",
                            "again for context 0",
                            "commit t1",
                            "left open by context 0",
                            "abort t2",
                            "handled [t0, t1, t2] of context 0",
                            "begin t3");
            state = harness.snapshot(3, 0);
        }
        told();
        try (var harness = open(new Recovering(), state)) {
            assertThat(told()).as("the context stays").contains("handled [t3, t4] of context 0");
            assertThat(harness.snapshot(4, 0)).isNotNull();
        }
    }

    @Test
    void subtasksShareTheTransactionsOfMoreSubtasks() throws Exception {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (var harness = new OneInputStreamOperatorTestHarness<>(new StreamSink<>(new Told()), 128, 2, subtask)) {
                harness.open();
                states.add(harness.snapshot(1, 0));
            }
        }
        told();
        OperatorSubtaskState both =
                AbstractStreamOperatorTestHarness.repackageState(states.toArray(new OperatorSubtaskState[0]));
        try (var harness = open(new Told(), both)) {
            assertThat(told()).containsExactlyInAnyOrder("commit t0", "abort t1", "commit t2", "abort t3", "begin t4");
            harness.endInput();
        }
    }

    @Test
    void allTransactionsAreTriedBeforeAFailedCommitFailsTheTask() throws Exception {
        try (var harness = open(new Told(), null)) {
            harness.snapshot(1, 0);
            harness.snapshot(2, 0);
            harness.snapshot(3, 0);
            failingCommits.addAll(List.of("t0", "t1"));
            told();
            assertThatThrownBy(() -> harness.notifyOfCompletedCheckpoint(3))
                    .hasMessage("transaction t0 of checkpoint 1 cannot be committed: t0 is unknown")
                    .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
            assertThat(told()).containsExactly("commit t2");
        }
    }

    /** The outside system lets go of its transactions after 100 ms. */
    private final class Expiring extends Told {
        Expiring(boolean ignoring) {
            setTransactionTimeout(100);
            if (ignoring) {
                ignoreFailuresAfterTransactionTimeout();
            }
            enableTransactionTimeoutWarnings(0.8);
        }

        void setTimeout(long millis) {
            setTransactionTimeout(millis);
        }

        void warnAt(double ratio) {
            enableTransactionTimeoutWarnings(ratio);
        }
    }

    @Test
    void onlyTransactionsBeyondTheirTimeoutMayBeLostAndOnlyWhereThatIsSaid() throws Exception {
        OperatorSubtaskState state;
        try (var harness = open(new Expiring(false), null)) {
            state = harness.snapshot(1, 0);
        }
        failingCommits.add("t0");
        told();
        clock.millis += 90;
        assertThatThrownBy(() -> open(new Expiring(true), state)).hasMessage("t0 is unknown");
        clock.millis += 11;
        assertThatThrownBy(() -> open(new Expiring(false), state)).hasMessage("t0 is unknown");
        assertThat(told()).isEmpty();
        try (var harness = open(new Expiring(true), state)) {
            assertThat(told()).containsExactly("abort t1", "begin t2");
            harness.endInput();
        }
    }

    @Test
    void timeoutsAndRatiosOutOfRangeAreRefused() {
        Expiring function = new Expiring(false);
        assertThatThrownBy(() -> function.setTimeout(-1)).hasMessageContaining("must not be negative, was -1 ms");
        assertThatThrownBy(() -> function.warnAt(1.1)).hasMessageContaining("1.1 does not");
    }

    /** As short as such a function can be, writing one record more than it is given. */
    private static final class Plain extends TwoPhaseCommitSinkFunction<String, List<String>, Void> {
        private static final List<String> VISIBLE = new ArrayList<>();

        Plain() {
            super(new ListSerializer<>(StringSerializer.INSTANCE), VoidSerializer.INSTANCE);
        }

        @Override
        protected List<String> beginTransaction() {
            return new ArrayList<>();
        }

        @Override
        protected void invoke(List<String> transaction, String value, Context context) {
            transaction.add(value + " " + context.timestamp() + " " + context.currentWatermark() + " "
                    + (context.currentProcessingTime() > 0));
        }

        @Override
        public void initializeState(FunctionInitializationContext context) throws Exception {
            super.initializeState(context);
            invoke("header");
        }

        @Override
        protected void preCommit(List<String> transaction) {}

        @Override
        protected void commit(List<String> transaction) {
            VISIBLE.addAll(transaction);
        }

        @Override
        protected void abort(List<String> transaction) {
            VISIBLE.add("aborted " + transaction.size());
        }
    }

    /** Would acknowledge what it emitted, which may not have reached its sink when the source ends. */
    private static final class Listening implements SourceFunction<String>, CheckpointListener {
        @Override
        public void run(SourceContext<String> ctx) {
            ctx.collect("a");
            ctx.collect("b");
        }

        @Override
        public void cancel() {}

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            Plain.VISIBLE.add("acknowledged");
        }
    }

    @Test
    void aBoundedJobCommitsWhatItWroteWhenItsInputEnds() throws Exception {
        Plain.VISIBLE.clear();
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        env.addSource(new Listening()).addSink(new Plain());
        env.execute();
        String time = " null " + Long.MIN_VALUE + " true";
        assertThat(Plain.VISIBLE).containsExactly("header" + time, "a" + time, "b" + time);
    }
}
