package io.yarnflink.taskmanager.operators.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.chain.WatermarkReport;
import io.yarnflink.taskmanager.testing.ChainHarness;
import io.yarnflink.taskmanager.testing.TimedSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceAlignmentTest {
    private static final WatermarkStrategy<String> ASCENDING = WatermarkStrategy.forMonotonousTimestamps();
    private static final WatermarkStrategy<String> ALIGNED =
            ASCENDING.withWatermarkAlignment("g", Duration.ofMillis(100), Duration.ofMillis(1_000));

    private final ChainHarness harness = new ChainHarness();

    private void reading(WatermarkStrategy<String> strategy, boolean splitsPause) {
        TimedSource.PAUSES.clear();
        harness.last(
                "events", new OperatorDescriptor.SourceRead<>(new TimedSource(splitsPause), strategy), Types.STRING);
    }

    private void assign(String... splits) {
        harness.task()
                .assignSplits(1, Arrays.stream(splits).map(TimedSource::split).toList(), false);
    }

    private List<String> after(long millis) {
        harness.clock.advance(Duration.ofMillis(millis));
        return harness.emitted();
    }

    @Test
    void aSourceTellsItsGroupHowFarItHasCome() {
        reading(ALIGNED, false);
        assign("a=5 7");
        harness.run();
        assertThat(harness.gateway.watermarks).containsExactly(new WatermarkReport("g", Long.MIN_VALUE, false, 100));
        after(999);
        assertThat(harness.gateway.watermarks).hasSize(1);
        after(1);
        assertThat(harness.gateway.watermarks).endsWith(new WatermarkReport("g", 6, false, 100));
    }

    @Test
    void aSourceWithoutAGroupTellsNobody() {
        reading(ASCENDING, false);
        assign("a=5 7");
        harness.run();
        after(5_000);
        assertThat(harness.gateway.watermarks).isEmpty();
    }

    @Test
    void aSourceThatIsAheadWaitsForItsGroup() {
        reading(ALIGNED, false);
        harness.gateway.watermarkBound = 20;
        assign("a=5 10 15 20 25 30 35");
        assertThat(harness.emitted())
                .as("watermarks are just below the records, and one is enough to see")
                .containsExactly("a@5", "a@10", "a@15", "a@20", "a@25", "W24");
        assertThat(after(900)).isEmpty();
        harness.gateway.watermarkBound = 30;
        assertThat(after(100)).containsExactly("a@30", "a@35", "W34");
        harness.gateway.watermarkBound = Long.MAX_VALUE;
        assign("a=40");
        assertThat(after(1_000)).containsExactly("a@40");
    }

    @Test
    void aWaitingSourceDoesNotBecomeIdle() {
        reading(ALIGNED.withIdleness(Duration.ofMillis(500)), false);
        harness.gateway.watermarkBound = 5;
        assign("a=5 10 15");
        harness.run();
        after(5_000);
        assertThat(harness.gateway.watermarks.get(harness.gateway.watermarks.size() - 1))
                .isEqualTo(new WatermarkReport("g", 9, false, 100));
        harness.gateway.watermarkBound = 1_000;
        after(1_000);
        after(499);
        after(501);
        assertThat(harness.gateway.watermarks.get(harness.gateway.watermarks.size() - 1))
                .as("it read on, and then had nothing for its time")
                .isEqualTo(new WatermarkReport("g", 14, true, 100));
    }

    @Test
    void splitsOfOneReaderWaitForEachOther() {
        reading(ALIGNED, true);
        harness.gateway.watermarkBound = 20;
        assign("a=10 20 30 40 50", "b=1 2 3");
        assertThat(harness.emitted()).containsExactly("a@10", "b@1", "a@20", "b@2", "a@30", "W1", "b@3");
        assertThat(TimedSource.PAUSES).containsExactly("pause [a], resume []");
        harness.gateway.watermarkBound = 40;
        assertThat(after(1_000)).contains("a@40", "a@50").doesNotContain("b@3");
        assertThat(TimedSource.PAUSES)
                .containsExactly("pause [a], resume []", "pause [], resume [a]", "pause [a], resume []");
    }

    @Test
    void aPausedSplitDoesNotBecomeIdle() {
        reading(ALIGNED.withIdleness(Duration.ofMillis(500)), true);
        harness.gateway.watermarkBound = 20;
        assign("a=10 20 30 40 50", "b=1 2 3");
        harness.run();
        assertThat(after(499)).doesNotContain("W29");
        assertThat(after(5_000)).as("b is idle, a is not, and holds all back").contains("W29");
        assertThat(harness.gateway.watermarks.get(harness.gateway.watermarks.size() - 1))
                .isEqualTo(new WatermarkReport("g", 29, false, 100));
    }

    @Test
    void aReaderThatCannotPauseSplitsWaitsForItsSlowestOne() {
        reading(ALIGNED, false);
        harness.gateway.watermarkBound = 20;
        assign("a=10 20 30 40 50", "b=1 2 3 30 31");
        assertThat(harness.emitted()).contains("a@40", "b@30").doesNotContain("a@50", "b@31");
        harness.gateway.watermarkBound = 1_000;
        assertThat(after(1_000)).contains("a@50", "b@31");
    }

    @Test
    void aSplitIsNotIdleWhileTheTaskWaitsForSpace() {
        reading(ASCENDING.withIdleness(Duration.ofMillis(500)), false);
        StringBuilder many = new StringBuilder("a=1");
        for (int i = 2; i < 20_000; i++) {
            many.append(' ').append(i);
        }
        assign("b=1");
        harness.run();
        assertThat(after(200)).containsExactly("b@1", "W0");
        assign(many.toString());
        harness.run();
        harness.clock.advance(Duration.ofSeconds(10));
        List<String> emitted = new ArrayList<>();
        List<String> next = harness.emitted();
        while (!next.isEmpty()) {
            emitted.addAll(next);
            next = harness.emitted();
        }
        assertThat(emitted).contains("a@19999");
        assertThat(emitted.stream().filter(e -> e.startsWith("W")))
                .as("b had no chance to be read while the output was full")
                .isEmpty();
        assertThat(after(499)).isEmpty();
        assertThat(after(200)).as("now it has had nothing for its time").containsExactly("W19998");
    }
}
