package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.testing.Await;
import io.yarnflink.taskmanager.testing.ListSource;
import io.yarnflink.taskmanager.testing.TaskDescription;
import io.yarnflink.taskmanager.testing.TestProcesses;
import io.yarnflink.taskmanager.testing.TestProcesses.RunningTestTask;
import io.yarnflink.taskmanager.testing.TestProcesses.TestProcess;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.SubmitTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks on threads of their own, in one process and in two with a real network between them. */
@Timeout(120)
class TaskThreadsTest {
    private static final int FRAME_BYTES = ExchangeSettings.STANDARD.frameBytes();
    private static final int SLOTS = ExchangeSettings.STANDARD.channelSlots();
    private static final int BATCH = ExchangeSettings.STANDARD.batchRecords();
    private static final long NETWORK_MEMORY = 16 << 20;
    private static final Semaphore PERMITS = new Semaphore(0);
    private static final AtomicLong ENLARGED = new AtomicLong();

    private final TestProcesses processes = new TestProcesses();
    private final TestProcess one = processes.start("tm-1", NETWORK_MEMORY);
    private final TestProcess two = processes.start("tm-2", NETWORK_MEMORY);

    @AfterEach
    void close() {
        PERMITS.release(1_000_000);
        processes.close();
        PERMITS.drainPermits();
    }

    @Test
    void keyedRecordsOfTwoSourcesMeetAtTheOwnersOfTheirKeysAcrossProcesses() {
        int numbers = 60_000;
        RunningTestTask sourceOne = one.run(numbersByKey("source-1", 0));
        RunningTestTask sourceTwo = two.run(numbersByKey("source-2", 1));
        RunningTestTask counterOne = one.run(counting("count-1", 0));
        RunningTestTask counterTwo = two.run(counting("count-2", 1));
        assign(sourceOne, "0.." + numbers);
        assign(sourceTwo, "0.." + numbers);

        Stream.of(sourceOne, sourceTwo, counterOne, counterTwo).forEach(task -> task.awaitEvent("FINISHED"));
        List<String> lines = Stream.of(one, two)
                .flatMap(process -> process.printedLines().stream())
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        Set<String> expected = Stream.iterate(0, key -> key + 1)
                .limit(1000)
                .map(key -> "k" + key + "=" + 2 * numbers / 1000)
                .collect(Collectors.toSet());
        assertThat(lines).hasSize(1000).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(counterOne.recordsIn() + counterTwo.recordsIn()).isEqualTo(2L * numbers);
        long fromAfar = counterOne.task().meter().counters().getBytesIn()
                + counterTwo.task().meter().counters().getBytesIn();
        assertThat(fromAfar).as("half of the records crossed the network").isBetween(numbers * 4L, numbers * 30L);
        Await.until("all buffers are released", () -> one.network.bytesInUse() == 0 && two.network.bytesInUse() == 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlowConsumerSlowsItsProducerAndMemoryStaysBounded(boolean remote) {
        TestProcess consumerProcess = remote ? two : one;
        RunningTestTask source = one.run(new TaskDescription("source")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .output(0, new Partitioning.Rebalance(), Types.STRING, consumerProcess.taskManagerId())
                .submit());
        RunningTestTask sink = consumerProcess.run(slow("slow", consumerProcess));
        assign(source, "1000000..1900000");

        long produced = awaitStandstill(source::recordsIn);
        // In the channel, at the consumer, being gathered, and the source's last poll.
        int recordBytes = 2 + 7;
        long mostInFlight = remote ? (SLOTS + 3L) * FRAME_BYTES / recordBytes : (SLOTS + 2L) * BATCH + 256;
        assertThat(produced).isLessThanOrEqualTo(mostInFlight).isGreaterThan(SLOTS * BATCH / 2);
        if (remote) {
            assertThat(one.network.bytesInUse()).isLessThanOrEqualTo(3L * FRAME_BYTES);
            assertThat(two.network.bytesInUse()).isLessThanOrEqualTo((long) SLOTS * FRAME_BYTES);
        }

        PERMITS.release(100_000);
        Await.until("the producer goes on", () -> source.recordsIn() >= 100_000);
        PERMITS.release(1_000_000);
        source.awaitEvent("FINISHED");
        sink.awaitEvent("FINISHED");
        assertThat(sink.recordsIn()).isEqualTo(900_000);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSlowConsumerHoldsFewLargeRecords(boolean remote) {
        TestProcess consumerProcess = remote ? two : one;
        int recordBytes = 100_000;
        ENLARGED.set(0);
        MapFunction<String, String> enlarge = number -> {
            ENLARGED.incrementAndGet();
            return "x".repeat(recordBytes);
        };
        RunningTestTask source = one.run(new TaskDescription("source")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING, 1)
                .operator("enlarge", new OperatorDescriptor.Map<>(enlarge), Types.STRING)
                .output(1, new Partitioning.Rebalance(), Types.STRING, consumerProcess.taskManagerId())
                .submit());
        RunningTestTask sink = consumerProcess.run(slow("slow", consumerProcess));
        assign(source, "0..2000");
        // In the channel, handed over, and at the consumer; by records alone it would have been 4096 of them.
        assertThat(awaitStandstill(ENLARGED::get) * recordBytes)
                .isLessThanOrEqualTo(ExchangeSettings.STANDARD.channelBytes() + 4L * recordBytes);
        if (remote) {
            assertThat(two.network.bytesInUse()).isLessThanOrEqualTo(ExchangeSettings.STANDARD.channelBytes());
            assertThat(one.network.bytesInUse()).isLessThanOrEqualTo(2L * FRAME_BYTES);
        }
        PERMITS.release(1_000_000);
        source.awaitEvent("FINISHED");
        sink.awaitEvent("FINISHED");
        assertThat(sink.recordsIn()).isEqualTo(2000);
    }

    @Test
    void aTaskWithMoreOutputsThanThereAreBuffersMakesProgress() {
        TestProcess small = processes.start("tm-1", 4L * FRAME_BYTES);
        int sinks = 16;
        String[] sinkManagers = new String[sinks];
        Arrays.fill(sinkManagers, "tm-2");
        RunningTestTask source = small.run(new TaskDescription("source")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .output(0, new Partitioning.Rebalance(), Types.STRING, sinkManagers)
                .submit());
        List<RunningTestTask> running = new ArrayList<>();
        for (int i = 0; i < sinks; i++) {
            SubmitTask sink = new TaskDescription("sink-" + i)
                    .subtask(i, sinks)
                    .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                    .input(Types.STRING, "tm-1", small.host(), i, "source")
                    .submit();
            sink.getInputs()
                    .forEach(
                            input -> input.getChannels().forEach(channel -> channel.setDataPort(small.network.port())));
            running.add(two.run(sink));
        }
        assign(source, "0..100000");
        source.awaitEvent("FINISHED");
        running.forEach(sink -> sink.awaitEvent("FINISHED"));
        assertThat(running.stream().mapToLong(RunningTestTask::recordsIn).sum()).isEqualTo(100_000);
    }

    @Test
    void tasksThatWaitForSpaceForInputOrInUserCodeEndWhenTheyAreCanceled() {
        RunningTestTask source = one.run(new TaskDescription("source")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .output(0, new Partitioning.Rebalance(), Types.STRING, "tm-1")
                .submit());
        RunningTestTask blocked = one.run(slow("blocked", one));
        RunningTestTask waiting = one.run(new TaskDescription("waiting")
                .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                .input(Types.STRING, "tm-1", one.host(), 0, "nobody")
                .submit());
        assign(source, "1000000..1900000");
        awaitStandstill(source::recordsIn);
        waiting.awaitEvent("RUNNING");
        for (RunningTestTask task : List.of(source, blocked, waiting)) {
            task.lane().cancel();
            task.awaitEvent("CANCELED");
        }
    }

    @Test
    void aConsumerOfAProducerThatIsLostFailsByItsName() {
        RunningTestTask source = one.run(new TaskDescription("source")
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING)
                .output(0, new Partitioning.Rebalance(), Types.STRING, "tm-2")
                .submit());
        RunningTestTask sink = two.run(withPort(new TaskDescription("sink")
                .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                .input(Types.STRING, "tm-1", one.host(), 0, "source")
                .submit()));
        source.task().assignSplits(1, List.of(ListSource.split("1")), false);
        Await.until("a record arrives", () -> sink.recordsIn() == 1);
        one.network.close();
        sink.awaitEvent("FAILED");
        assertThat(sink.listener().failure().getKind()).isEqualTo("CHANNEL");
        assertThat(sink.listener().failure().getMessage()).startsWith("The connection to source is lost: ");
    }

    /** Waits until something has been counted and then nothing more. */
    private static long awaitStandstill(LongSupplier counter) {
        long[] last = {-1, 0};
        Await.until("the source stands still", () -> {
            long now = counter.getAsLong();
            boolean same = now > 0 && now == last[0];
            last[1] = same ? last[1] + 1 : 0;
            last[0] = now;
            // A hundred looks a millisecond apart.
            return last[1] > 100;
        });
        return last[0];
    }

    private static void assign(RunningTestTask source, String records) {
        source.task().assignSplits(1, List.of(ListSource.split(records)), true);
    }

    private SubmitTask numbersByKey(String executionId, int subtask) {
        MapFunction<String, String> toKey = number -> "k" + Long.parseLong(number) % 1000;
        Keying<String, String> byItself = new Keying<>(value -> value, Types.STRING);
        return new TaskDescription(executionId)
                .subtask(subtask, 2)
                .operator("numbers", new OperatorDescriptor.SourceRead<>(new ListSource()), Types.STRING, 1)
                .operator("to key", new OperatorDescriptor.Map<>(toKey), Types.STRING)
                .output(1, new Partitioning.KeyGroups(byItself), Types.STRING, "tm-1", "tm-2")
                .submit();
    }

    private SubmitTask counting(String executionId, int subtask) {
        Keying<String, String> byItself = new Keying<>(value -> value, Types.STRING);
        return withPort(new TaskDescription(executionId)
                .subtask(subtask, 2)
                .operator(
                        "count", new OperatorDescriptor.KeyedProcess<>(new CountUntilEnd(), byItself), Types.STRING, 1)
                .operator("print", new OperatorDescriptor.Print("", false), Types.STRING)
                .input(Types.STRING, "tm-1", one.host(), subtask, "source-1")
                .input(Types.STRING, "tm-2", two.host(), subtask, "source-2")
                .submit());
    }

    private SubmitTask slow(String executionId, TestProcess process) {
        MapFunction<String, String> withPermit = value -> {
            PERMITS.acquire();
            return value;
        };
        return withPort(new TaskDescription(executionId)
                .operator("slow", new OperatorDescriptor.Map<>(withPermit), Types.STRING)
                .input(Types.STRING, "tm-1", process.host(), 0, "source")
                .submit());
    }

    /** Puts the ports that the networks really have into a description. */
    private SubmitTask withPort(SubmitTask task) {
        task.getInputs().forEach(input -> input.getChannels().forEach(this::setPort));
        return task;
    }

    private void setPort(ChannelSpec channel) {
        channel.setDataPort(channel.getTaskManagerId().equals("tm-1") ? one.network.port() : two.network.port());
    }

    private static final class CountUntilEnd extends KeyedProcessFunction<String, String, String> {
        private transient @Nullable ValueState<Long> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(String value, Context ctx, Collector<String> out) throws Exception {
            Long before = Objects.requireNonNull(count).value();
            Objects.requireNonNull(count).update(before == null ? 1 : before + 1);
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(
                    ctx.getCurrentKey() + "=" + Objects.requireNonNull(count).value());
        }
    }
}
