package io.yarnflink.taskmanager.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InputGateTest {
    private final QueueChannel first = new QueueChannel();
    private final QueueChannel second = new QueueChannel();
    private final InputGate gate = new InputGate(List.of(first, second));

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

    private Element poll() {
        return Objects.requireNonNull(gate.poll());
    }

    private static RecordBatch batch() {
        return new RecordBatch(1, false);
    }

    private static final class QueueChannel implements InputChannel {
        private final Queue<Element> elements = new ArrayDeque<>();

        void add(Element element) {
            elements.add(element);
        }

        @Override
        public @Nullable Element poll() {
            return elements.poll();
        }

        @Override
        public long bytes() {
            return 0;
        }
    }
}
