package io.yarnflink.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.QueueChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InputGateTest {
    private final QueueChannel first = new QueueChannel();
    private final QueueChannel second = new QueueChannel();
    private final List<Long> superseded = new ArrayList<>();
    private final ManualClock clock = new ManualClock();
    private final TaskBarriers barriers = new TaskBarriers(true, clock, superseded::add);
    private final InputGate gate = new InputGate(List.of(first, second), barriers);

    @Test
    void theWatermarkIsTheLeastOfAllChannelsAndOnlyRises() {
        first.add(new Watermark(10));
        assertThat(gate.poll()).isNull();
        second.add(new Watermark(5));
        assertThat(gate.poll()).isEqualTo(new Watermark(5));
        second.add(new Watermark(3));
        assertThat(gate.poll()).isNull();
        second.add(new Watermark(20));
        assertThat(gate.poll()).isEqualTo(new Watermark(10));
        assertThat(gate.poll()).isNull();
    }

    @Test
    void channelsTakeTurns() {
        List<RecordBatch> batches = List.of(batch(), batch(), batch(), batch());
        first.add(batches.get(0));
        first.add(batches.get(1));
        second.add(batches.get(2));
        second.add(batches.get(3));
        assertThat(List.of(poll(), poll(), poll(), poll()))
                .containsExactly(batches.get(0), batches.get(2), batches.get(1), batches.get(3));
        assertThat(gate.poll()).isNull();
    }

    @Test
    void theFinalWatermarkComesBeforeTheEndOfAllChannels() {
        first.add(new Watermark(Long.MAX_VALUE));
        first.add(EndOfInput.INSTANCE);
        second.add(new Watermark(5));
        assertThat(gate.poll()).isEqualTo(new Watermark(5));
        assertThat(gate.poll()).isNull();
        second.add(new Watermark(Long.MAX_VALUE));
        second.add(EndOfInput.INSTANCE);
        assertThat(gate.poll()).isEqualTo(new Watermark(Long.MAX_VALUE));
        assertThat(gate.poll()).isEqualTo(EndOfInput.INSTANCE);
    }

    @Test
    void anEndedChannelHoldsNoWatermarkBack() {
        second.add(new Watermark(7));
        first.add(EndOfInput.INSTANCE);
        assertThat(gate.poll()).isEqualTo(new Watermark(7));
        second.add(EndOfInput.INSTANCE);
        assertThat(gate.poll()).isEqualTo(new Watermark(Long.MAX_VALUE));
        assertThat(gate.poll()).isEqualTo(EndOfInput.INSTANCE);
    }

    @Test
    void anEndedChannelLetsTimeNotPassThoseThatAreOnlyIdle() {
        first.add(new Watermark(10));
        second.add(new Watermark(5));
        second.add(WatermarkStatus.IDLE);
        assertThat(List.of(poll(), poll())).containsExactly(new Watermark(5), new Watermark(10));
        first.add(new Watermark(Long.MAX_VALUE));
        first.add(EndOfInput.INSTANCE);
        assertThat(poll()).isEqualTo(WatermarkStatus.IDLE);
        assertThat(gate.poll()).isNull();
        second.add(WatermarkStatus.ACTIVE);
        second.add(new Watermark(12));
        assertThat(List.of(poll(), poll())).containsExactly(WatermarkStatus.ACTIVE, new Watermark(12));
        second.add(WatermarkStatus.IDLE);
        second.add(new Watermark(Long.MAX_VALUE));
        second.add(EndOfInput.INSTANCE);
        assertThat(List.of(poll(), poll(), poll(), poll()))
                .containsExactly(
                        WatermarkStatus.IDLE,
                        new Watermark(Long.MAX_VALUE),
                        WatermarkStatus.ACTIVE,
                        EndOfInput.INSTANCE);
    }

    @Test
    void whenTheLastActiveChannelEndsTimeGoesOnToTheHighestOfTheIdleOnes() {
        first.add(new Watermark(1));
        second.add(new Watermark(5));
        second.add(WatermarkStatus.IDLE);
        assertThat(poll()).isEqualTo(new Watermark(1));
        first.add(EndOfInput.INSTANCE);
        assertThat(List.of(poll(), poll())).containsExactly(new Watermark(5), WatermarkStatus.IDLE);
        assertThat(gate.poll()).isNull();
    }

    @Test
    void whatComesBehindABarrierWaitsForTheBarriersOfTheOtherChannels() {
        RecordBatch before = batch();
        RecordBatch behind = batch();
        first.add(barrier(1));
        first.add(behind);
        assertThat(gate.poll()).isNull();
        clock.advance(Duration.ofMillis(3));
        second.add(before);
        second.add(barrier(1));
        assertThat(List.of(poll(), poll(), poll())).containsExactly(before, barrier(1), behind);
        assertThat(barriers.alignmentNanos()).isEqualTo(3_000_000);
    }

    @Test
    void theEndOfAChannelCountsAsItsBarrierAndIsToldAfterTheCheckpoint() {
        first.add(new Watermark(7));
        first.add(barrier(1));
        second.add(new Watermark(5));
        second.add(EndOfInput.INSTANCE);
        assertThat(List.of(poll(), poll(), poll())).containsExactly(new Watermark(5), barrier(1), new Watermark(7));
        first.add(barrier(2));
        assertThat(gate.poll()).isEqualTo(barrier(2));
        first.add(EndOfInput.INSTANCE);
        assertThat(List.of(poll(), poll())).containsExactly(new Watermark(Long.MAX_VALUE), EndOfInput.INSTANCE);
    }

    @Test
    void theEndOfAWholeInputIsToldAfterTheCheckpointThatItCompleted() {
        QueueChannel third = new QueueChannel();
        InputGate other = new InputGate(List.of(third), barriers);
        first.add(EndOfInput.INSTANCE);
        third.add(barrier(1));
        third.add(new Watermark(1));
        assertThat(other.poll()).isNull();
        second.add(EndOfInput.INSTANCE);
        assertThat(List.of(poll(), poll(), poll()))
                .containsExactly(barrier(1), new Watermark(Long.MAX_VALUE), EndOfInput.INSTANCE);
        assertThat(other.poll()).isEqualTo(new Watermark(1));
    }

    @Test
    void anAbortedCheckpointHoldsNothingBackAndItsLateBarriersMeanNothing() {
        RecordBatch behind = batch();
        first.add(barrier(1));
        first.add(behind);
        assertThat(gate.poll()).isNull();
        barriers.abort(1);
        assertThat(gate.poll()).isEqualTo(behind);
        second.add(barrier(1));
        second.add(new Watermark(1));
        first.add(new Watermark(1));
        assertThat(poll()).isEqualTo(new Watermark(1));
        second.add(barrier(2));
        first.add(barrier(2));
        assertThat(poll()).isEqualTo(barrier(2));
        assertThat(superseded).isEmpty();
    }

    @Test
    void aNewerBarrierTakesThePlaceOfAnOlderOne() {
        first.add(barrier(1));
        assertThat(gate.poll()).isNull();
        second.add(barrier(2));
        assertThat(gate.poll()).isNull();
        assertThat(superseded).containsExactly(1L);
        first.add(barrier(2));
        assertThat(poll()).isEqualTo(barrier(2));
        second.add(barrier(1));
        assertThat(gate.poll()).isNull();
    }

    private static Barrier barrier(long checkpointId) {
        return new Barrier(checkpointId, 0, false, false);
    }

    private Element poll() {
        return Objects.requireNonNull(gate.poll());
    }

    private static RecordBatch batch() {
        return new RecordBatch(1, false);
    }
}
