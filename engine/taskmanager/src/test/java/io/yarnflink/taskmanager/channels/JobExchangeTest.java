package io.yarnflink.taskmanager.channels;

import static io.yarnflink.taskmanager.exchange.RecordBatch.NO_TIMESTAMP;
import static io.yarnflink.taskmanager.testing.ChainHarness.serializer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.ChannelException;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.ExchangeSettings;
import io.yarnflink.taskmanager.exchange.InputChannel;
import io.yarnflink.taskmanager.exchange.OutputChannel;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.RecordException;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.testing.Cell;
import io.yarnflink.taskmanager.testing.FakeDataNetwork;
import io.yarnflink.transport.data.SubpartitionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobExchangeTest {
    private static final ExchangeSettings SETTINGS = new ExchangeSettings(4, 128, 2);
    private static final SubpartitionId ID = new SubpartitionId("map-0", 0, 0);

    private final FakeDataNetwork.Processes processes = new FakeDataNetwork.Processes();
    private final FakeDataNetwork networkOne = processes.start("one", 1);
    private final FakeDataNetwork networkTwo = processes.start("two", 2);
    private final JobExchange one = new JobExchange("tm-1", networkOne, SETTINGS);
    private final JobExchange standard = new JobExchange("tm-1", networkOne, ExchangeSettings.STANDARD);
    private final JobExchange two = new JobExchange("tm-2", networkTwo, SETTINGS);
    private final List<String> wakeups = new ArrayList<>();
    private final JobExchange.TaskChannels producer =
            one.channelsOf(outlet -> wakeups.add("full"), () -> wakeups.add("producer"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordsWatermarksAndTheEndArriveInOrderWithTimestampsAndHashes(boolean remote) {
        InputChannel input = input(remote, Types.STRING);
        OutputChannel<?> output = output(remote, Types.STRING, true);
        output.append("a", 5, 77);
        output.append(null, NO_TIMESTAMP, 0);
        output.emit(new Watermark(5));
        output.emit(EndOfInput.INSTANCE);
        assertThat(drain(output, input)).containsExactly("a@5#77", "null@-#0", "Watermark[timestamp=5]", "INSTANCE");
        assertThat(output.records()).isEqualTo(2);
    }

    @Test
    void whatAConsumerThatNeverBeganWasToReadGoesWithIt() {
        OutputChannel<?> output = output(false, Types.STRING, false);
        output.append("a", 5, 0);
        output.flush();
        assertThat(one.localSubpartitions()).isEqualTo(1);
        JobExchange.TaskChannels consumer = one.channelsOf(outlet -> {}, () -> {});
        consumer.consumes(ID);
        consumer.release();
        assertThat(one.localSubpartitions()).isZero();
    }

    @Test
    void whatIsProducedForAConsumerThatWentBeforeGoesWithItsProducer() {
        JobExchange.TaskChannels consumer = one.channelsOf(outlet -> {}, () -> {});
        consumer.consumes(ID);
        consumer.release();
        OutputChannel<?> output = output(false, Types.STRING, false);
        output.append("a", 5, 0);
        output.flush();
        producer.release();
        assertThat(one.localSubpartitions()).isZero();
    }

    @Test
    void whatAProducerThatIsThroughHasLeftStaysForItsConsumer() {
        OutputChannel<?> output = output(false, Types.STRING, false);
        output.append("a", 5, 0);
        output.emit(EndOfInput.INSTANCE);
        producer.release();
        assertThat(drain(null, input(false, Types.STRING))).containsExactly("a@5", "INSTANCE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBarrierGoesOutAtOnceBehindAllRecordsAndIsNone(boolean remote) {
        InputChannel input = input(remote, Types.STRING);
        OutputChannel<?> output = output(remote, Types.STRING, false);
        output.append("a", 5, 0);
        output.emit(new Barrier(7, 123, true, false));
        assertThat(output.records()).isEqualTo(1);
        assertThat(((RecordBatch) Objects.requireNonNull(input.poll())).value(0))
                .isEqualTo("a");
        assertThat(input.poll()).isEqualTo(new Barrier(7, 123, true, false));
        output.emit(new Barrier(8, 124, false, true));
        assertThat(input.poll()).isEqualTo(new Barrier(8, 124, false, true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecordWithATimestampMayFollowOneWithout(boolean remote) {
        InputChannel input = input(remote, Types.STRING);
        OutputChannel<?> output = output(remote, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.append("b", 7, 0);
        output.flush();
        assertThat(drain(output, input)).containsExactly("a@-", "b@7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMutableValueMayBeChangedAsSoonAsItWasWritten(boolean remote) {
        InputChannel input = input(remote, Cell.TYPE);
        OutputChannel<?> output = output(remote, Cell.TYPE, false);
        Cell cell = new Cell("first");
        output.append(cell, NO_TIMESTAMP, 0);
        cell.text = "second";
        output.append(cell, NO_TIMESTAMP, 0);
        cell.text = "third";
        output.flush();
        assertThat(drain(output, input)).containsExactly("Cell(first)@-", "Cell(second)@-");
    }

    @Test
    void anImmutableValueGoesByReferenceWithinAProcess() {
        InputChannel input = input(false, Types.STRING);
        OutputChannel<?> output = output(false, Types.STRING, false);
        String value = new String("a");
        output.append(value, NO_TIMESTAMP, 0);
        output.flush();
        RecordBatch batch = (RecordBatch) Objects.requireNonNull(input.poll());
        assertThat(batch.value(0)).isSameAs(value);
        assertThat(output.bytes()).isZero();
    }

    @Test
    void onlySubtasksOfDifferentTaskManagersUseTheNetwork() {
        InputChannel local = input(false, Types.STRING);
        OutputChannel<?> here = output(false, Types.STRING, false);
        here.append("a", NO_TIMESTAMP, 0);
        here.flush();
        assertThat(drain(here, local)).hasSize(1);
        assertThat(networkOne.framesSent()).isZero();

        SubpartitionId other = new SubpartitionId("map-0", 0, 1);
        InputChannel remote = two.channelsOf(outlet -> {}, () -> {})
                .input(new Producer(other, "tm-1", "one", 1, "map (1/1)"), serializer(Types.STRING));
        OutputChannel<?> there =
                producer.output(new Consumer(other, "tm-2", "sink (1/1)"), serializer(Types.STRING), false);
        there.append("a", NO_TIMESTAMP, 0);
        there.flush();
        assertThat(drain(there, remote)).hasSize(1);
        assertThat(networkOne.framesSent()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aProducerWithoutSpaceWaitsAndIsWokenWhenThereIsSome(boolean remote) {
        InputChannel input = input(remote, Types.STRING);
        OutputChannel<?> output = output(remote, Types.STRING, false);
        for (int i = 0; i < SETTINGS.channelSlots(); i++) {
            output.emit(new Watermark(i));
        }
        assertThat(wakeups).doesNotContain("full");
        output.emit(new Watermark(10));
        assertThat(wakeups).contains("full");
        assertThat(output.drain()).isFalse();
        wakeups.clear();
        assertThat(input.poll()).isEqualTo(new Watermark(0));
        assertThat(wakeups).contains("producer");
        assertThat(output.drain()).isTrue();
        assertThat(drain(output, input)).containsExactly("Watermark[timestamp=1]", "Watermark[timestamp=10]");
    }

    @ParameterizedTest
    @ValueSource(ints = {5_000, 100_000, 3_000_000})
    void aLocalChannelHoldsABoundedNumberOfBytesHoweverLargeTheRecords(int recordBytes) {
        ExchangeSettings settings = ExchangeSettings.STANDARD;
        OutputChannel<?> output = standardOutput();
        String record = "x".repeat(recordBytes);
        long held = 0;
        while (!wakeups.contains("full")) {
            output.append(record, NO_TIMESTAMP, 0);
            held += recordBytes;
        }
        // Full, the batch that was too much, and the one before it that went over the brim.
        long bound = settings.channelBytes() + 2L * Math.max(settings.frameBytes(), recordBytes) + recordBytes;
        assertThat(held).isBetween(settings.channelBytes(), bound);
    }

    @Test
    void aLocalChannelNoticesWhenRecordsBecomeLarge() {
        OutputChannel<?> output = standardOutput();
        InputChannel input = standard.channelsOf(outlet -> {}, () -> {})
                .input(new Producer(ID, "tm-1", "one", 1, "map (1/1)"), serializer(Types.STRING));
        for (int i = 0; i < 10_000; i++) {
            output.append("small", NO_TIMESTAMP, 0);
            drain(output, input);
        }
        String record = "x".repeat(100_000);
        int large = 0;
        while (!wakeups.contains("full")) {
            output.append(large % 2 == 0 ? record : "small", NO_TIMESTAMP, 0);
            large++;
        }
        // Within 61 records, half of them large.
        assertThat(large).isLessThanOrEqualTo(64);
    }

    @Test
    void smallRecordsFillWholeBatches() {
        OutputChannel<?> output = standardOutput();
        InputChannel input = standard.channelsOf(outlet -> {}, () -> {})
                .input(new Producer(ID, "tm-1", "one", 1, "map (1/1)"), serializer(Types.STRING));
        for (int i = 0; i < 3 * ExchangeSettings.STANDARD.batchRecords(); i++) {
            output.append("a word", NO_TIMESTAMP, 0);
        }
        for (int i = 0; i < 3; i++) {
            RecordBatch batch = (RecordBatch) Objects.requireNonNull(input.poll());
            assertThat(batch.size()).isEqualTo(ExchangeSettings.STANDARD.batchRecords());
            assertThat(batch.estimatedBytes()).isBetween(6L * batch.size(), 10L * batch.size());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasProducedWaitsForAConsumerThatComesLater(boolean remote) {
        OutputChannel<?> output = output(remote, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.emit(EndOfInput.INSTANCE);
        InputChannel input = input(remote, Types.STRING);
        assertThat(drain(output, input)).containsExactly("a@-", "INSTANCE");
    }

    @Test
    void recordsLargerThanAFrameGoInSeveralFrames() {
        InputChannel input = input(true, Types.STRING);
        OutputChannel<?> output = output(true, Types.STRING, true);
        String large = "x".repeat(5000);
        output.append("small", NO_TIMESTAMP, 1);
        output.append(large, NO_TIMESTAMP, 2);
        output.append("after", 3, 3);
        output.append(large, 4, 4);
        output.flush();
        assertThat(drain(output, input)).containsExactly("small@-#1", large + "@-#2", "after@3#3", large + "@4#4");
        assertThat(networkOne.largestFrame()).isEqualTo(SETTINGS.frameBytes());
        assertThat(output.bytes()).isEqualTo(input.bytes()).isGreaterThan(10_000);
        assertThat(output.records()).isEqualTo(4);
        assertThat(networkOne.bytesInUse()).isZero();
    }

    @Test
    void aRecordBeyondTheLimitIsRefusedWithItsSize() {
        OutputChannel<?> output = output(true, Types.STRING, false);
        String tooLarge = "x".repeat(FrameFormat.MOST_RECORD_BYTES);
        assertThatThrownBy(() -> output.append(tooLarge, NO_TIMESTAMP, 0))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("A record of 67108868 bytes is too large")
                .hasMessageContaining("67108858 bytes");
        producer.release();
        assertThat(networkOne.bytesInUse()).isZero();
    }

    @Test
    void manyRecordsOfManySizesArriveWhole() {
        InputChannel input = input(true, Types.STRING);
        OutputChannel<?> output = output(true, Types.STRING, true);
        List<String> expected = new ArrayList<>();
        List<String> received = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            String value = "v".repeat(i * 7919 % (i % 7 == 0 ? 700 : 61));
            output.append(value, i % 3 == 0 ? NO_TIMESTAMP : i, i);
            expected.add(value + (i % 3 == 0 ? "@-#" : "@" + i + "#") + i);
            received.addAll(drain(output, input));
        }
        output.flush();
        received.addAll(drain(output, input));
        assertThat(received).isEqualTo(expected);
        assertThat(output.bytes()).isEqualTo(input.bytes()).isPositive();
        assertThat(networkOne.bytesInUse()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aValueThatItsSerializerCannotHandleIsReportedWithIt(boolean remote) {
        OutputChannel<?> output = output(remote, Types.LIST(Types.STRING), false);
        assertThatThrownBy(() -> output.append("not a list", NO_TIMESTAMP, 0))
                .isInstanceOf(RecordException.class)
                .hasMessageContaining("ListSerializer")
                .hasMessageContaining("ClassCastException");
    }

    @Test
    void aLostConnectionFailsBothSidesByName() {
        InputChannel input = input(true, Types.STRING);
        OutputChannel<?> output = output(true, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.flush();
        networkOne.cut(ID, "reset by peer");
        // What arrived before the loss still counts.
        assertThat(input.poll()).isInstanceOf(RecordBatch.class);
        assertThatThrownBy(input::poll)
                .isInstanceOf(ChannelException.class)
                .hasMessage("The connection to map (1/1) is lost: reset by peer");
        output.append("b", NO_TIMESTAMP, 0);
        assertThatThrownBy(output::flush)
                .isInstanceOf(ChannelException.class)
                .hasMessage("The connection to sink (1/1) is lost: reset by peer");
    }

    @Test
    void aConsumerThatSawTheEndNeedsItsProducerNoMore() {
        InputChannel input = input(true, Types.STRING);
        OutputChannel<?> output = output(true, Types.STRING, false);
        output.emit(EndOfInput.INSTANCE);
        producer.release();
        assertThat(drain(output, input)).containsExactly("INSTANCE");
        assertThat(input.poll()).isNull();
    }

    @Test
    void aProducerThatLetsGoBeforeItsEndIsMissed() {
        InputChannel input = input(true, Types.STRING);
        OutputChannel<?> output = output(true, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.flush();
        producer.release();
        assertThat(input.poll()).isInstanceOf(RecordBatch.class);
        assertThatThrownBy(input::poll)
                .isInstanceOf(ChannelException.class)
                .hasMessage("The connection to map (1/1) is lost: withdrawn");
    }

    @Test
    void releasedChannelsGiveTheirBuffersBack() {
        OutputChannel<?> output = output(true, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.emit(new Watermark(1));
        output.append("b", NO_TIMESTAMP, 0);
        assertThat(networkOne.bytesInUse()).isPositive();
        producer.release();
        assertThat(networkOne.bytesInUse()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPartialBatchIsHandedOverWhenTheConsumerIsIdle(boolean remote) {
        InputChannel input = input(remote, Types.STRING);
        OutputChannel<?> output = output(remote, Types.STRING, false);
        output.append("a", NO_TIMESTAMP, 0);
        output.flushIfConsumerIdle();
        output.append("b", NO_TIMESTAMP, 0);
        output.flushIfConsumerIdle();
        assertThat(drain(null, input)).containsExactly("a@-");
        output.flushIfConsumerIdle();
        assertThat(drain(null, input)).containsExactly("b@-");
    }

    private OutputChannel<?> standardOutput() {
        return standard.channelsOf(outlet -> wakeups.add("full"), () -> wakeups.add("producer"))
                .output(new Consumer(ID, "tm-1", "sink (1/1)"), serializer(Types.STRING), false);
    }

    private OutputChannel<?> output(boolean remote, TypeInformation<?> type, boolean keyed) {
        return producer.output(new Consumer(ID, remote ? "tm-2" : "tm-1", "sink (1/1)"), serializer(type), keyed);
    }

    private InputChannel input(boolean remote, TypeInformation<?> type) {
        JobExchange.TaskChannels consumer =
                (remote ? two : one).channelsOf(outlet -> {}, () -> wakeups.add("consumer"));
        return consumer.input(new Producer(ID, "tm-1", "one", 1, "map (1/1)"), serializer(type));
    }

    private static List<String> drain(@Nullable OutputChannel<?> output, InputChannel input) {
        List<String> drained = new ArrayList<>();
        while (true) {
            if (output != null) {
                output.drain();
            }
            long before = input.bytes();
            Element element = input.poll();
            if (element == null) {
                if (input.bytes() == before) {
                    return drained;
                }
                // A part of a large record came, and made room for the next.
                continue;
            }
            if (element instanceof RecordBatch batch) {
                for (int i = 0; i < batch.size(); i++) {
                    drained.add(batch.value(i) + "@" + (batch.timestamp(i) == NO_TIMESTAMP ? "-" : batch.timestamp(i))
                            + (batch.isKeyed() ? "#" + batch.keyHash(i) : ""));
                }
            } else {
                drained.add(element.toString());
            }
        }
    }
}
