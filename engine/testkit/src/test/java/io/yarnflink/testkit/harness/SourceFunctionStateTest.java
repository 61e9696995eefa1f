package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.source.FileProcessingMode;
import io.yarnflink.api.functions.source.FromElementsFunction;
import io.yarnflink.api.functions.source.FromIteratorFunction;
import io.yarnflink.api.functions.source.FromSplittableIteratorFunction;
import io.yarnflink.api.functions.source.MessageAcknowledgingSourceBase;
import io.yarnflink.api.functions.source.MultipleIdsMessageAcknowledgingSourceBase;
import io.yarnflink.api.functions.source.RichSourceFunction;
import io.yarnflink.api.functions.source.SocketTextStreamFunction;
import io.yarnflink.api.functions.source.StatefulSequenceSource;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.StringSerializer;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.RestoredState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What source functions leave at checkpoints, which are taken under their lock, and how they go on from it. */
@Timeout(60)
class SourceFunctionStateTest {
    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void forget() {
        HEARD.clear();
    }

    /** Emits 1, 2 and so on to what it is told; between the two halves of a step it waits for somebody at the lock. */
    private static final class TwoHalves extends RichSourceFunction<Long>
            implements CheckpointedFunction, CheckpointListener {
        private final CountDownLatch within = new CountDownLatch(1);
        private final Thread task = Thread.currentThread();
        private volatile boolean half;
        private volatile boolean goesOn = true;

        @Override
        public void run(SourceContext<Long> ctx) {
            synchronized (ctx.getCheckpointLock()) {
                half = true;
                within.countDown();
                SourceRun.await(() -> task.getState() == Thread.State.BLOCKED);
                ctx.collect(1L);
                half = false;
            }
            while (goesOn) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void cancel() {
            goesOn = false;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            HEARD.add("snapshot within a step: " + half);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            HEARD.add("complete within a step: " + half);
        }

        @Override
        public void notifyCheckpointAborted(long checkpointId) {
            HEARD.add("aborted within a step: " + half);
        }
    }

    @Test
    void aSnapshotIsTakenUnderTheLockAndAfterAllThatWasEmittedUnderIt() throws Exception {
        TwoHalves function = new TwoHalves();
        try (SourceRun<Long> run = new SourceRun<>(function, Types.LONG, null)) {
            function.within.await();
            run.snapshot(1);
            assertThat(HEARD).containsExactly("snapshot within a step: false");
            assertThat(run.values()).containsExactly(1L);
        }
    }

    @Test
    void theNewsOfCheckpointsComeUnderTheLockToo() throws Exception {
        TwoHalves hearing = new TwoHalves();
        try (SourceRun<Long> run = new SourceRun<>(hearing, Types.LONG, null)) {
            hearing.within.await();
            run.operator().checkpointCompleted(1);
        }
        TwoHalves unlucky = new TwoHalves();
        try (SourceRun<Long> run = new SourceRun<>(unlucky, Types.LONG, null)) {
            unlucky.within.await();
            run.operator().checkpointAborted(1);
        }
        assertThat(HEARD).containsExactly("complete within a step: false", "aborted within a step: false");
    }

    private static List<Object> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).<Object>mapToObj(Long::valueOf).toList();
    }

    @Test
    void aSequenceGoesOnBehindWhatWasEmittedBeforeTheCheckpoint() {
        RestoredState state;
        List<Object> before;
        try (SourceRun<Long> run = new SourceRun<>(new StatefulSequenceSource(1, 100_000), Types.LONG, null)) {
            run.poll(1);
            state = run.snapshot(1);
            before = run.values();
        }
        List<Object> all = new ArrayList<>(before);
        try (SourceRun<Long> run = new SourceRun<>(new StatefulSequenceSource(1, 100_000), Types.LONG, state)) {
            all.addAll(run.pollToEnd());
        }
        assertThat(before).isNotEmpty();
        assertThat(all).isEqualTo(numbers(1, 100_000));
    }

    @Test
    void aSequenceIsSharedByItsSubtasksAndByOthersAfterARestore() throws Exception {
        List<OperatorSnapshot> states = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            try (SourceRun<Long> run =
                    new SourceRun<>(new StatefulSequenceSource(1, 20_000), Types.LONG, null, 2, subtask)) {
                run.poll(1);
                states.add(run.snapshot(1).state());
                run.values().forEach(value -> all.add((Long) value));
            }
        }
        for (int subtask = 0; subtask < 3; subtask++) {
            OperatorSnapshot own = OperatorSnapshot.redistribute(states, 3, 128).get(subtask);
            try (SourceRun<Long> run = new SourceRun<>(
                    new StatefulSequenceSource(1, 20_000), Types.LONG, new RestoredState(1, own), 3, subtask)) {
                run.pollToEnd().forEach(value -> all.add((Long) value));
            }
        }
        Collections.sort(all);
        assertThat(all).isEqualTo(numbers(1, 20_000));
    }

    @Test
    void aCanceledSequenceEnds() {
        StatefulSequenceSource endless = new StatefulSequenceSource(0, Long.MAX_VALUE - 1);
        SourceRun<Long> run = new SourceRun<>(endless, Types.LONG, null);
        run.poll(1);
        endless.cancel();
        assertThat(run.pollToEnd()).isNotEmpty();
        run.close();
    }

    @Test
    void elementsGoOnBehindWhatWasEmittedBeforeTheCheckpoint() throws Exception {
        List<String> words = numbers(1, 20_000).stream().map(String::valueOf).toList();
        FromElementsFunction<String> first = new FromElementsFunction<>(words);
        RestoredState state;
        List<Object> all;
        try (SourceRun<String> run = new SourceRun<>(first, Types.STRING, null)) {
            run.poll(1);
            state = run.snapshot(1);
            all = new ArrayList<>(run.values());
            assertThat(first.getNumElements()).isEqualTo(20_000);
            assertThat(first.getNumElementsEmitted()).isGreaterThanOrEqualTo(all.size());
        }
        FromElementsFunction<String> second = new FromElementsFunction<>(StringSerializer.INSTANCE, words);
        try (SourceRun<String> run = new SourceRun<>(second, Types.STRING, state)) {
            all.addAll(run.pollToEnd());
            assertThat(second.getNumElementsEmitted()).isEqualTo(20_000);
        }
        assertThat(all).isEqualTo(words);
        FromElementsFunction<String> cancelled = new FromElementsFunction<>(words);
        cancelled.cancel();
        try (SourceRun<String> run = new SourceRun<>(cancelled, Types.STRING, null)) {
            assertThat(run.pollToEnd()).isEmpty();
        }
    }

    @Test
    @SuppressWarnings("NullAway") // What careless programs do.
    void elementsTravelAsTheTypeOfTheStreamHasThem() throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(1);
        assertThat(env.addSource(new FromElementsFunction<>("a", "b"), Types.STRING)
                        .union(env.addSource(
                                new FromElementsFunction<>(StringSerializer.INSTANCE, "c"), "given", Types.STRING))
                        .union(env.addSource(new FromElementsFunction<String>(List.of()), Types.STRING))
                        .union(env.addSource(new FromElementsFunction<>(List.of("d")))
                                .returns(Types.STRING))
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder("a", "b", "c", "d");
        FromElementsFunction<Number> numbers = new FromElementsFunction<>(1, 2.5);
        assertThatThrownBy(() -> UserCode.serialize(numbers, "numbers"))
                .hasStackTraceContaining("element 2.5 cannot be written");
        numbers.setOutputType(Types.GENERIC(Number.class), new ExecutionConfig());
        @SuppressWarnings("unchecked") // It is what was serialized.
        FromElementsFunction<Number> traveled = UserCode.deserialize(
                UserCode.serialize(numbers, "numbers"), getClass().getClassLoader(), FromElementsFunction.class);
        try (SourceRun<Number> run = new SourceRun<>(traveled, Types.GENERIC(Number.class), null)) {
            assertThat(run.pollToEnd()).containsExactly(1, 2.5);
        }
        assertThatThrownBy(() -> new FromElementsFunction<>("a", null)).hasMessageContaining("element 1 is null");
        FromElementsFunction.checkCollection(List.of(1, 2), Integer.class);
        @SuppressWarnings({"unchecked", "rawtypes"}) // What a careless program does.
        List<Integer> mixed = (List) List.of(1, 2.5);
        assertThatThrownBy(() -> FromElementsFunction.checkCollection(mixed, Integer.class))
                .hasMessageContaining("2.5 is a java.lang.Double");
        assertThatThrownBy(() -> FromElementsFunction.checkCollection(Collections.singleton(null), Integer.class))
                .hasMessage("The collection contains a null element");
    }

    /** Reads the messages of a queue that gives them again until they are acknowledged. */
    private static class Queued extends MessageAcknowledgingSourceBase<String, Integer> {
        private final List<Integer> messages;
        private volatile boolean goesOn = true;

        Queued(List<Integer> messages) {
            super(Integer.class);
            this.messages = messages;
        }

        Queued(TypeInformation<Integer> idType) {
            super(idType);
            messages = List.of();
        }

        @Override
        public void run(SourceContext<String> ctx) {
            for (int message : messages) {
                synchronized (ctx.getCheckpointLock()) {
                    if (addId(message)) {
                        ctx.collect("message " + message);
                    } else {
                        ctx.collect("again " + message);
                    }
                }
            }
            while (goesOn) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void cancel() {
            goesOn = false;
        }

        @Override
        protected void acknowledgeIDs(long checkpointId, Set<Integer> uIds) {
            HEARD.add(checkpointId + " acknowledges " + new TreeSet<>(uIds));
        }
    }

    @Test
    void messagesAreAcknowledgedOnceACheckpointThatHoldsThemIsComplete() {
        RestoredState state;
        try (SourceRun<String> run = new SourceRun<>(new Queued(List.of(1, 2, 1)), Types.STRING, null)) {
            run.poll(3);
            assertThat(run.values()).containsExactly("message 1", "message 2", "again 1");
            run.snapshot(1);
            run.operator().checkpointAborted(1);
            assertThat(HEARD).isEmpty();
            state = run.snapshot(2);
            run.operator().checkpointCompleted(1);
            assertThat(HEARD).containsExactly("1 acknowledges [1, 2]");
            run.operator().checkpointCompleted(2);
        }
        HEARD.clear();
        Queued restored = new Queued(List.of(2, 3));
        try (SourceRun<String> run = new SourceRun<>(restored, Types.STRING, state)) {
            run.poll(2);
            assertThat(run.values()).as("2 waits for its acknowledgement").containsExactly("again 2", "message 3");
            run.snapshot(3);
            run.operator().checkpointCompleted(3);
            assertThat(HEARD).containsExactly("3 acknowledges [1, 2]", "3 acknowledges []", "3 acknowledges [2, 3]");
        }
        try (SourceRun<String> run = new SourceRun<>(new Queued(Types.INT), Types.STRING, null)) {
            assertThat(run.values()).isEmpty();
        }
    }

    /** Acknowledges by numbers that the session gave its messages, whose names stay. */
    private static final class Session extends MultipleIdsMessageAcknowledgingSourceBase<String, String, Long> {
        private final List<String> messages;
        private volatile boolean goesOn = true;

        Session(List<String> messages) {
            super(String.class);
            this.messages = messages;
        }

        Session(TypeInformation<String> nameType) {
            super(nameType);
            messages = List.of();
        }

        @Override
        public void run(SourceContext<String> ctx) {
            long number = 0;
            for (String message : messages) {
                synchronized (ctx.getCheckpointLock()) {
                    sessionIds.add(number++);
                    ctx.collect((addId(message) ? "" : "again ") + message);
                }
            }
            while (goesOn) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void cancel() {
            goesOn = false;
        }

        @Override
        protected void acknowledgeSessionIDs(List<Long> sessionIds) {
            HEARD.add("acknowledge " + sessionIds);
        }

        int unacknowledged() {
            return sessionIds.size() + sessionIdsPerSnapshot.size();
        }
    }

    @Test
    void sessionsAcknowledgeByTheirOwnNumbersAndKnowMessagesByTheirNames() {
        RestoredState state;
        Session first = new Session(List.of("a", "b", "a"));
        try (SourceRun<String> run = new SourceRun<>(first, Types.STRING, null)) {
            run.poll(3);
            assertThat(run.values()).containsExactly("a", "b", "again a");
            state = run.snapshot(1);
            assertThat(first.unacknowledged()).isEqualTo(1);
            run.operator().checkpointCompleted(1);
            assertThat(HEARD).containsExactly("acknowledge [0, 1, 2]");
        }
        assertThat(first.unacknowledged()).isZero();
        HEARD.clear();
        try (SourceRun<String> run = new SourceRun<>(new Session(List.of("b", "c")), Types.STRING, state)) {
            run.poll(2);
            assertThat(run.values()).containsExactly("again b", "c");
            run.snapshot(2);
            run.operator().checkpointCompleted(2);
            assertThat(HEARD)
                    .as("numbers of the session before mean nothing now")
                    .containsExactly("acknowledge [0, 1]");
        }
        try (SourceRun<String> run = new SourceRun<>(new Session(Types.STRING), Types.STRING, null)) {
            assertThat(run.values()).isEmpty();
        }
    }

    @Test
    void iteratorsAreReadWholeOrEachSubtaskItsPart() {
        try (SourceRun<Long> run =
                new SourceRun<>(new FromIteratorFunction<>(new NumberSequenceIterator(1, 3)), Types.LONG, null)) {
            assertThat(run.pollToEnd()).containsExactly(1L, 2L, 3L);
        }
        List<Object> all = new ArrayList<>();
        for (int subtask = 0; subtask < 2; subtask++) {
            FromSplittableIteratorFunction<Long> function =
                    new FromSplittableIteratorFunction<>(new NumberSequenceIterator(1, 9));
            try (SourceRun<Long> run = new SourceRun<>(function, Types.LONG, null, 2, subtask)) {
                assertThat(run.pollToEnd()).isNotEmpty();
                all.addAll(run.values());
            }
        }
        assertThat(all).isEqualTo(numbers(1, 9));
    }

    @Test
    void aSocketIsReadAgainAfterItsPause() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String host = server.getInetAddress().getHostAddress();
            for (SocketTextStreamFunction function : List.of(
                    new SocketTextStreamFunction(host, server.getLocalPort(), ";", 1),
                    new SocketTextStreamFunction(host, server.getLocalPort(), ";", 1, 0))) {
                CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                    serve(server, "a;b");
                    serve(server, "c;d");
                });
                try (SourceRun<String> run = new SourceRun<>(function, Types.STRING, null)) {
                    assertThat(run.pollToEnd()).containsExactly("a", "bc", "d");
                }
                served.get(30, TimeUnit.SECONDS);
            }
        }
        assertThatThrownBy(() -> new SocketTextStreamFunction("host", 1, ";", 0, -1))
                .hasMessageContaining("was -1 ms");
    }

    private static void serve(ServerSocket server, String text) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void filesAreReadOnceOrForEver() {
        assertThat(FileProcessingMode.values())
                .containsExactly(FileProcessingMode.PROCESS_ONCE, FileProcessingMode.PROCESS_CONTINUOUSLY);
        assertThat(FileProcessingMode.valueOf("PROCESS_ONCE")).isEqualTo(FileProcessingMode.PROCESS_ONCE);
    }
}
