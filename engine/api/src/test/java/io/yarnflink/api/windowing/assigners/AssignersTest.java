package io.yarnflink.api.windowing.assigners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.triggers.CountTrigger;
import io.yarnflink.api.windowing.triggers.EventTimeTrigger;
import io.yarnflink.api.windowing.triggers.ProcessingTimeTrigger;
import io.yarnflink.api.windowing.triggers.Trigger;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // Release 1's names are tested too.
class AssignersTest {
    private static final Duration TEN = Duration.ofMillis(10);
    private static final Duration THREE = Duration.ofMillis(3);
    private static final StreamExecutionEnvironment ENVIRONMENT = new StreamExecutionEnvironment();

    private static WindowAssigner.WindowAssignerContext at(long now) {
        return new WindowAssigner.WindowAssignerContext() {
            @Override
            public long getCurrentProcessingTime() {
                return now;
            }
        };
    }

    private static TimeWindow window(long start, long end) {
        return new TimeWindow(start, end);
    }

    @Test
    void tumblingWindowsOfEventTimeFollowEachOther() {
        TumblingEventTimeWindows assigner = TumblingEventTimeWindows.of(TEN);
        assertThat(assigner.assignWindows("a", 9, at(0))).containsExactly(window(0, 10));
        assertThat(assigner.assignWindows("a", 10, at(0))).containsExactly(window(10, 20));
        assertThat(assigner.assignWindows("a", -1, at(0))).containsExactly(window(-10, 0));
        assertThat(TumblingEventTimeWindows.of(TEN, THREE).assignWindows("a", 2, at(0)))
                .containsExactly(window(-7, 3));
        assertThat(TumblingEventTimeWindows.of(TEN, THREE.negated()).assignWindows("a", 2, at(0)))
                .containsExactly(window(-3, 7));
        assertThat(assigner.isEventTime()).isTrue();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("TumblingEventTimeWindows(10)");
    }

    @Test
    void tumblingWindowsOfProcessingTimeFollowTheClock() {
        TumblingProcessingTimeWindows assigner = TumblingProcessingTimeWindows.of(TEN);
        assertThat(assigner.getSize()).isEqualTo(10);
        assertThat(assigner.assignWindows("a", Long.MIN_VALUE, at(25))).containsExactly(window(20, 30));
        assertThat(TumblingProcessingTimeWindows.of(TEN, THREE).assignWindows("a", 0, at(22)))
                .containsExactly(window(13, 23));
        assertThat(assigner.isEventTime()).isFalse();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("TumblingProcessingTimeWindows(10)");
    }

    @Test
    void staggeredWindowsStartWhereTheFirstRecordCameOrAtRandom() {
        TumblingEventTimeWindows natural = TumblingEventTimeWindows.of(TEN, Duration.ZERO, WindowStagger.NATURAL);
        assertThat(natural.assignWindows("a", 100, at(1004))).containsExactly(window(94, 104));
        assertThat(natural.assignWindows("a", 100, at(1009))).containsExactly(window(94, 104));
        assertThat(TumblingProcessingTimeWindows.of(TEN, Duration.ZERO, WindowStagger.NATURAL)
                        .assignWindows("a", 0, at(1004)))
                .containsExactly(window(1004, 1014));
        assertThat(WindowStagger.values())
                .containsExactly(WindowStagger.ALIGNED, WindowStagger.RANDOM, WindowStagger.NATURAL);
        assertThat(WindowStagger.valueOf("ALIGNED").getStaggerOffset(1234, 10)).isZero();
        for (int i = 0; i < 100; i++) {
            assertThat(WindowStagger.RANDOM.getStaggerOffset(1234, 10)).isBetween(0L, 9L);
        }
        assertThat(WindowStagger.NATURAL.getStaggerOffset(1234, 10)).isEqualTo(4);
    }

    @Test
    void slidingWindowsOfEventTimeOverlap() {
        SlidingEventTimeWindows assigner = SlidingEventTimeWindows.of(TEN, Duration.ofMillis(5));
        assertThat(assigner.getSize()).isEqualTo(10);
        assertThat(assigner.getSlide()).isEqualTo(5);
        assertThat(assigner.assignWindows("a", 12, at(0))).containsExactly(window(10, 20), window(5, 15));
        assertThat(assigner.assignWindows("a", -1, at(0))).containsExactly(window(-5, 5), window(-10, 0));
        assertThat(SlidingEventTimeWindows.of(TEN, Duration.ofMillis(5), THREE).assignWindows("a", 12, at(0)))
                .containsExactly(window(8, 18), window(3, 13));
        assertThat(assigner.isEventTime()).isTrue();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("SlidingEventTimeWindows(10, 5)");
    }

    @Test
    void aSlideLongerThanTheWindowsLeavesGaps() {
        SlidingEventTimeWindows gaps = SlidingEventTimeWindows.of(Duration.ofMillis(4), TEN);
        assertThat(gaps.assignWindows("a", 13, at(0))).containsExactly(window(10, 14));
        assertThat(gaps.assignWindows("a", 14, at(0))).isEmpty();
    }

    @Test
    void slidingWindowsOfProcessingTimeFollowTheClock() {
        SlidingProcessingTimeWindows assigner = SlidingProcessingTimeWindows.of(TEN, Duration.ofMillis(5));
        assertThat(assigner.getSize()).isEqualTo(10);
        assertThat(assigner.getSlide()).isEqualTo(5);
        assertThat(assigner.assignWindows("a", 0, at(12))).containsExactly(window(10, 20), window(5, 15));
        assertThat(SlidingProcessingTimeWindows.of(TEN, Duration.ofMillis(5), THREE)
                        .assignWindows("a", 0, at(12)))
                .containsExactly(window(8, 18), window(3, 13));
        assertThat(assigner.isEventTime()).isFalse();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("SlidingProcessingTimeWindows(10, 5)");
    }

    @Test
    void sessionsOfEventTimeLastForTheirGap() {
        EventTimeSessionWindows assigner = EventTimeSessionWindows.withGap(TEN);
        assertThat(assigner.assignWindows("a", 5, at(0))).containsExactly(window(5, 15));
        assertThat(assigner.isEventTime()).isTrue();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(EventTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("EventTimeSessionWindows(10)");
        DynamicEventTimeSessionWindows<String> dynamic = EventTimeSessionWindows.withDynamicGap(String::length);
        assertThat(dynamic.assignWindows("abc", 5, at(0))).containsExactly(window(5, 8));
        assertThat(dynamic.isEventTime()).isTrue();
        assertThat(dynamic.getDefaultTrigger()).isInstanceOf(EventTimeTrigger.class);
        assertThat(dynamic.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(EventTimeTrigger.class);
        assertThat(dynamic.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(DynamicEventTimeSessionWindows.withDynamicGap(String::length))
                .hasToString("DynamicEventTimeSessionWindows()");
        assertThatThrownBy(() -> dynamic.assignWindows("", 5, at(0)))
                .hasMessage("DynamicEventTimeSessionWindows needs a gap of at least 1 ms between sessions, but it is 0"
                        + " ms");
    }

    @Test
    void sessionsOfProcessingTimeLastForTheirGap() {
        ProcessingTimeSessionWindows assigner = ProcessingTimeSessionWindows.withGap(TEN);
        assertThat(assigner.assignWindows("a", 0, at(5))).containsExactly(window(5, 15));
        assertThat(assigner.isEventTime()).isFalse();
        assertThat(assigner.getDefaultTrigger()).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(assigner).hasToString("ProcessingTimeSessionWindows(10)");
        DynamicProcessingTimeSessionWindows<String> dynamic =
                ProcessingTimeSessionWindows.withDynamicGap(String::length);
        assertThat(dynamic.assignWindows("abc", 0, at(5))).containsExactly(window(5, 8));
        assertThat(dynamic.isEventTime()).isFalse();
        assertThat(dynamic.getDefaultTrigger()).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(dynamic.getDefaultTrigger(ENVIRONMENT)).isInstanceOf(ProcessingTimeTrigger.class);
        assertThat(dynamic.getWindowSerializer(new ExecutionConfig())).isEqualTo(new TimeWindow.Serializer());
        assertThat(DynamicProcessingTimeSessionWindows.withDynamicGap(String::length))
                .hasToString("DynamicProcessingTimeSessionWindows()");
    }

    @Test
    void sessionsThatShareTimeOrTouchMerge() {
        List<TimeWindow> sessions = List.of(window(20, 30), window(0, 10), window(10, 15), window(31, 40));
        Map<TimeWindow, List<TimeWindow>> expected = Map.of(window(0, 15), List.of(window(0, 10), window(10, 15)));
        Merges merges = new Merges();
        EventTimeSessionWindows.withGap(TEN).mergeWindows(sessions, merges);
        assertThat(merges.byResult).isEqualTo(expected);
        merges.byResult.clear();
        ProcessingTimeSessionWindows.withGap(TEN).mergeWindows(sessions, merges);
        assertThat(merges.byResult).isEqualTo(expected);
        merges.byResult.clear();
        DynamicEventTimeSessionWindows.withDynamicGap(String::length).mergeWindows(sessions, merges);
        assertThat(merges.byResult).isEqualTo(expected);
        merges.byResult.clear();
        DynamicProcessingTimeSessionWindows.withDynamicGap(String::length).mergeWindows(sessions, merges);
        assertThat(merges.byResult).isEqualTo(expected);
    }

    private static final class Merges implements MergingWindowAssigner.MergeCallback<TimeWindow> {
        private final Map<TimeWindow, List<TimeWindow>> byResult = new HashMap<>();

        @Override
        public void merge(Collection<TimeWindow> toBeMerged, TimeWindow mergeResult) {
            byResult.put(mergeResult, List.copyOf(toBeMerged));
        }
    }

    @Test
    void theGlobalWindowTakesEverything() {
        GlobalWindows assigner = GlobalWindows.create();
        assertThat(assigner.assignWindows("a", Long.MIN_VALUE, at(0))).containsExactly(GlobalWindow.get());
        assertThat(assigner.isEventTime()).isFalse();
        assertThat(assigner.getWindowSerializer(new ExecutionConfig())).isEqualTo(new GlobalWindow.Serializer());
        assertThat(assigner.getDefaultTrigger(ENVIRONMENT)).isSameAs(assigner.getDefaultTrigger());
        assertThat(assigner).hasToString("GlobalWindows()");
    }

    @Test
    void timesOfReleaseOneSayTheSameAsDurations() {
        Time ten = Time.milliseconds(10);
        Time three = Time.milliseconds(3);
        assertThat(TumblingEventTimeWindows.of(ten).assignWindows("a", 9, at(0)))
                .containsExactly(window(0, 10));
        assertThat(TumblingEventTimeWindows.of(ten, three).assignWindows("a", 2, at(0)))
                .containsExactly(window(-7, 3));
        assertThat(TumblingEventTimeWindows.of(ten, three, WindowStagger.ALIGNED)
                        .assignWindows("a", 2, at(0)))
                .containsExactly(window(-7, 3));
        assertThat(TumblingProcessingTimeWindows.of(ten).getSize()).isEqualTo(10);
        assertThat(TumblingProcessingTimeWindows.of(ten, three).assignWindows("a", 0, at(2)))
                .containsExactly(window(-7, 3));
        assertThat(TumblingProcessingTimeWindows.of(ten, three, WindowStagger.ALIGNED)
                        .assignWindows("a", 0, at(2)))
                .containsExactly(window(-7, 3));
        assertThat(SlidingEventTimeWindows.of(ten, three).getSlide()).isEqualTo(3);
        assertThat(SlidingEventTimeWindows.of(three, ten, three).assignWindows("a", 13, at(0)))
                .containsExactly(window(13, 16));
        assertThat(SlidingProcessingTimeWindows.of(ten, three).getSlide()).isEqualTo(3);
        assertThat(SlidingProcessingTimeWindows.of(three, ten, three).assignWindows("a", 0, at(13)))
                .containsExactly(window(13, 16));
        assertThat(EventTimeSessionWindows.withGap(ten).assignWindows("a", 5, at(0)))
                .containsExactly(window(5, 15));
        assertThat(ProcessingTimeSessionWindows.withGap(ten).assignWindows("a", 0, at(5)))
                .containsExactly(window(5, 15));
    }

    @Test
    void sizesSlidesGapsAndOffsetsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TumblingEventTimeWindows needs a size of at least 1 ms and an offset smaller than it, but"
                        + " the size is 0 ms and the offset 0 ms");
        assertThatThrownBy(() -> TumblingProcessingTimeWindows.of(TEN.negated()))
                .hasMessageContaining("TumblingProcessingTimeWindows")
                .hasMessageContaining("the size is -10 ms");
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(TEN, TEN)).hasMessageContaining("the offset 10 ms");
        assertThatThrownBy(() -> TumblingEventTimeWindows.of(TEN, TEN.negated()))
                .hasMessageContaining("the offset -10 ms");
        assertThatThrownBy(() -> SlidingEventTimeWindows.of(TEN, Duration.ZERO))
                .hasMessage("SlidingEventTimeWindows needs a size and a slide of at least 1 ms and an offset smaller"
                        + " than the slide, but the size is 10 ms, the slide 0 ms and the offset 0 ms");
        assertThatThrownBy(() -> SlidingProcessingTimeWindows.of(TEN.negated(), TEN))
                .hasMessageContaining("the size is -10 ms");
        assertThatThrownBy(() -> SlidingProcessingTimeWindows.of(TEN, THREE, THREE))
                .hasMessageContaining("the offset 3 ms");
        assertThatThrownBy(() -> EventTimeSessionWindows.withGap(Duration.ZERO))
                .hasMessage("EventTimeSessionWindows needs a gap of at least 1 ms between sessions, but it is 0 ms");
        assertThatThrownBy(() -> ProcessingTimeSessionWindows.withGap(TEN.negated()))
                .hasMessageContaining("but it is -10 ms");
    }

    @Test
    void recordsWithoutATimestampHaveNoWindowOfEventTime() {
        List<WindowAssigner<Object, TimeWindow>> assigners = List.of(
                TumblingEventTimeWindows.of(TEN),
                SlidingEventTimeWindows.of(TEN, THREE),
                EventTimeSessionWindows.withGap(TEN));
        for (WindowAssigner<Object, TimeWindow> assigner : assigners) {
            assertThatThrownBy(() -> assigner.assignWindows("a", Long.MIN_VALUE, at(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Record has Long.MIN_VALUE timestamp (= no timestamp marker)")
                    .hasMessageContaining(assigner.getClass().getSimpleName())
                    .hasMessageContaining("assignTimestampsAndWatermarks(...)");
            assertThatThrownBy(() -> assigner.assignWindows("a", Long.MAX_VALUE, at(0)))
                    .hasMessageContaining("Timestamp 9223372036854775807 is so near to the end");
        }
    }

    @Test
    void anAssignerChoosesItsTriggerEitherWay() {
        WindowAssigner<Object, GlobalWindow> old = new Everything() {
            @Override
            public Trigger<Object, GlobalWindow> getDefaultTrigger(StreamExecutionEnvironment env) {
                return CountTrigger.of(1);
            }
        };
        assertThat(old.getDefaultTrigger()).hasToString("CountTrigger(1)");
        WindowAssigner<Object, GlobalWindow> current = new Everything() {
            @Override
            public Trigger<Object, GlobalWindow> getDefaultTrigger() {
                return CountTrigger.of(2);
            }
        };
        assertThat(current.getDefaultTrigger(ENVIRONMENT)).hasToString("CountTrigger(2)");
        assertThatThrownBy(() -> new Everything().getDefaultTrigger())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("Everything has no default trigger: override getDefaultTrigger()");
    }

    private static class Everything extends WindowAssigner<Object, GlobalWindow> {
        @Override
        public Collection<GlobalWindow> assignWindows(Object element, long timestamp, WindowAssignerContext context) {
            return List.of(GlobalWindow.get());
        }

        @Override
        public TypeSerializer<GlobalWindow> getWindowSerializer(ExecutionConfig executionConfig) {
            return new GlobalWindow.Serializer();
        }

        @Override
        public boolean isEventTime() {
            return false;
        }
    }

    /** Uses what only subclasses may. */
    @Test
    void assignersCanBeExtended() {
        class Hourly extends TumblingEventTimeWindows {
            Hourly() {
                super(3_600_000, 0, WindowStagger.ALIGNED);
            }
        }
        class HalfHourly extends SlidingEventTimeWindows {
            HalfHourly() {
                super(3_600_000, 1_800_000, 0);
            }
        }
        class Visits extends EventTimeSessionWindows {
            Visits() {
                super(10);
            }

            long timeout() {
                return sessionTimeout;
            }
        }
        class Calls extends ProcessingTimeSessionWindows {
            Calls() {
                super(20);
            }

            long timeout() {
                return sessionTimeout;
            }
        }
        class Words extends DynamicEventTimeSessionWindows<String> {
            Words() {
                super(String::length);
            }

            long gap(String word) {
                return sessionWindowTimeGapExtractor.extract(word);
            }
        }
        class Names extends DynamicProcessingTimeSessionWindows<String> {
            Names() {
                super(String::length);
            }

            long gap(String word) {
                return sessionWindowTimeGapExtractor.extract(word);
            }
        }
        assertThat(new Hourly().assignWindows("a", 5, at(0))).containsExactly(window(0, 3_600_000));
        assertThat(new HalfHourly().getSlide()).isEqualTo(1_800_000);
        assertThat(new Visits().timeout()).isEqualTo(10);
        assertThat(new Calls().timeout()).isEqualTo(20);
        assertThat(new Words().gap("abc")).isEqualTo(3);
        assertThat(new Names().gap("ab")).isEqualTo(2);
    }
}
