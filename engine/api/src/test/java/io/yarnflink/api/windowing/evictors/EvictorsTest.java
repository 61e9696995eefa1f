package io.yarnflink.api.windowing.evictors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.windowing.delta.DeltaFunction;
import io.yarnflink.api.metrics.MetricGroup;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Release 1's names are tested too.
class EvictorsTest {
    private static final TimeWindow WINDOW = new TimeWindow(0, 100);
    private static final Evictor.EvictorContext CONTEXT = new Evictor.EvictorContext() {
        @Override
        public long getCurrentProcessingTime() {
            return 0;
        }

        @Override
        public MetricGroup getMetricGroup() {
            throw new AssertionError("no evictor of ours has metrics");
        }

        @Override
        public long getCurrentWatermark() {
            return 0;
        }
    };

    private static <T> List<TimestampedValue<T>> records(Map<T, Long> timestamps) {
        List<TimestampedValue<T>> records = new ArrayList<>();
        timestamps.forEach((value, timestamp) -> records.add(new TimestampedValue<>(value, timestamp)));
        return records;
    }

    private static List<TimestampedValue<Object>> letters() {
        Map<Object, Long> letters = new LinkedHashMap<>();
        letters.put("a", 10L);
        letters.put("b", 30L);
        letters.put("c", 20L);
        return records(letters);
    }

    private static List<Object> values(List<? extends TimestampedValue<?>> records) {
        return new ArrayList<>(records.stream().map(TimestampedValue::getValue).toList());
    }

    @Test
    void aCountEvictorKeepsTheLastRecords() {
        List<TimestampedValue<Object>> before = letters();
        CountEvictor<TimeWindow> evictor = CountEvictor.of(2);
        evictor.evictAfter(before, 3, WINDOW, CONTEXT);
        assertThat(values(before)).containsExactly("a", "b", "c");
        evictor.evictBefore(before, 3, WINDOW, CONTEXT);
        assertThat(values(before)).containsExactly("b", "c");
        List<TimestampedValue<Object>> after = letters();
        CountEvictor<TimeWindow> later = CountEvictor.of(1, true);
        later.evictBefore(after, 3, WINDOW, CONTEXT);
        assertThat(after).hasSize(3);
        later.evictAfter(after, 3, WINDOW, CONTEXT);
        assertThat(values(after)).containsExactly("c");
        assertThat(later).hasToString("CountEvictor(1)");
    }

    @Test
    void aTimeEvictorKeepsTheStretchBeforeTheLatestRecord() {
        List<TimestampedValue<Object>> before = letters();
        TimeEvictor<TimeWindow> evictor = TimeEvictor.of(Duration.ofMillis(15));
        assertThat(evictor.getWindowSize()).isEqualTo(15);
        evictor.evictBefore(before, 3, WINDOW, CONTEXT);
        assertThat(values(before)).containsExactly("b", "c");
        List<TimestampedValue<Object>> after = letters();
        TimeEvictor<TimeWindow> later = TimeEvictor.of(Duration.ofMillis(10), true);
        later.evictBefore(after, 3, WINDOW, CONTEXT);
        assertThat(after).hasSize(3);
        later.evictAfter(after, 3, WINDOW, CONTEXT);
        assertThat(values(after)).containsExactly("b");
        assertThat(TimeEvictor.of(Time.seconds(1)).getWindowSize()).isEqualTo(1000);
        assertThat(TimeEvictor.of(Time.seconds(2), true)).hasToString("TimeEvictor(2000)");
        assertThat(new TimeEvictor<>(7).getWindowSize()).isEqualTo(7);
        assertThat(new TimeEvictor<>(8, true).getWindowSize()).isEqualTo(8);
    }

    @Test
    void aTimeEvictorLeavesRecordsWithoutTimestampsAlone() {
        List<TimestampedValue<Object>> records = new ArrayList<>(List.of(new TimestampedValue<>("a")));
        TimeEvictor.of(Duration.ofMillis(1)).evictBefore(records, 1, WINDOW, CONTEXT);
        assertThat(values(records)).containsExactly("a");
        assertThat(records.get(0).hasTimestamp()).isFalse();
        assertThatThrownBy(() -> records.get(0).getTimestamp())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Is the watermark strategy missing?");
    }

    @Test
    void aDeltaEvictorKeepsWhatIsNearTheLastRecord() {
        DeltaFunction<Long> distance = (old, now) -> Math.abs(now - old);
        Map<Long, Long> timestamps = new LinkedHashMap<>();
        timestamps.put(1L, 0L);
        timestamps.put(8L, 0L);
        timestamps.put(10L, 0L);
        List<TimestampedValue<Long>> before = records(timestamps);
        DeltaEvictor<Long, TimeWindow> evictor = DeltaEvictor.of(5, distance);
        evictor.evictAfter(before, 3, WINDOW, CONTEXT);
        assertThat(before).hasSize(3);
        evictor.evictBefore(before, 3, WINDOW, CONTEXT);
        assertThat(values(before)).containsExactly(8L, 10L);
        List<TimestampedValue<Long>> after = records(timestamps);
        DeltaEvictor<Long, TimeWindow> later = DeltaEvictor.of(2, distance, true);
        later.evictBefore(after, 3, WINDOW, CONTEXT);
        assertThat(after).hasSize(3);
        later.evictAfter(after, 3, WINDOW, CONTEXT);
        assertThat(values(after)).containsExactly(10L);
        assertThat(later.toString()).startsWith("DeltaEvictor(").endsWith(", 2.0)");
    }
}
