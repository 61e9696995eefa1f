package io.yarnflink.api.windowing.triggers;

import static io.yarnflink.api.windowing.triggers.TriggerResult.CONTINUE;
import static io.yarnflink.api.windowing.triggers.TriggerResult.FIRE;
import static io.yarnflink.api.windowing.triggers.TriggerResult.FIRE_AND_PURGE;
import static io.yarnflink.api.windowing.triggers.TriggerResult.PURGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.serializers.LongSerializer;
import io.yarnflink.api.windowing.TriggerHarness;
import io.yarnflink.api.windowing.assigners.GlobalWindows;
import io.yarnflink.api.windowing.time.Time;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings({"deprecation", "NullAway"}) // Release 1's names are tested too; states have a default.
class TriggersTest {
    private static final TimeWindow WINDOW = new TimeWindow(0, 100);
    private final TriggerHarness context = new TriggerHarness();

    @Test
    void anEventTimeTriggerFiresAtTheWindowsEndAndForEachLaterRecord() throws Exception {
        EventTimeTrigger trigger = EventTimeTrigger.create();
        assertThat(trigger.onElement("a", 5, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(context.eventTimers).containsExactly(99L);
        assertThat(trigger.onEventTime(50, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(FIRE);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        context.watermark = 99;
        assertThat(trigger.onElement("late", 5, WINDOW, context)).isEqualTo(FIRE);
        trigger.clear(WINDOW, context);
        assertThat(context.eventTimers).isEmpty();
        assertThat(trigger.canMerge()).isTrue();
        assertThat(trigger).hasToString("EventTimeTrigger()");
    }

    @Test
    void aMergedWindowWhoseEndHasPassedGetsNoTimer() {
        context.watermark = 99;
        context.now = 99;
        EventTimeTrigger.create().onMerge(WINDOW, context);
        ProcessingTimeTrigger.create().onMerge(WINDOW, context);
        assertThat(context.eventTimers).isEmpty();
        assertThat(context.processingTimers).isEmpty();
        TimeWindow longer = new TimeWindow(0, 101);
        EventTimeTrigger.create().onMerge(longer, context);
        ProcessingTimeTrigger.create().onMerge(longer, context);
        assertThat(context.eventTimers).containsExactly(100L);
        assertThat(context.processingTimers).containsExactly(100L);
    }

    @Test
    void aProcessingTimeTriggerFiresAtTheWindowsEnd() throws Exception {
        ProcessingTimeTrigger trigger = ProcessingTimeTrigger.create();
        assertThat(trigger.onElement("a", 5, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(context.processingTimers).containsExactly(99L);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(FIRE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        trigger.clear(WINDOW, context);
        assertThat(context.processingTimers).isEmpty();
        assertThat(trigger.canMerge()).isTrue();
        assertThat(trigger).hasToString("ProcessingTimeTrigger()");
    }

    @Test
    void aCountTriggerFiresAtEachSoManyRecords() throws Exception {
        CountTrigger<TimeWindow> trigger = CountTrigger.of(2);
        assertThat(trigger.getMaxCount()).isEqualTo(2);
        List<TriggerResult> results = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            results.add(trigger.onElement("a", i, WINDOW, context));
        }
        assertThat(results).containsExactly(CONTINUE, FIRE, CONTINUE, FIRE, CONTINUE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.canMerge()).isTrue();
        trigger.onMerge(WINDOW, context);
        assertThat(context.merged).containsExactly("count");
        trigger.clear(WINDOW, context);
        assertThat(context.kept()).isEmpty();
        assertThat(trigger).hasToString("CountTrigger(2)");
    }

    @Test
    void aDeltaTriggerFiresWhenARecordIsFarFromTheLastFiring() throws Exception {
        DeltaTrigger<Long, TimeWindow> trigger =
                DeltaTrigger.of(10, (before, now) -> Math.abs(now - before), LongSerializer.INSTANCE);
        List<TriggerResult> results = new ArrayList<>();
        for (long value : new long[] {0, 10, 11, 20, 22}) {
            results.add(trigger.onElement(value, value, WINDOW, context));
        }
        assertThat(results).containsExactly(CONTINUE, CONTINUE, FIRE, CONTINUE, FIRE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.canMerge()).isFalse();
        trigger.clear(WINDOW, context);
        assertThat(context.kept()).isEmpty();
        assertThat(trigger.toString()).startsWith("DeltaTrigger(").endsWith(", 10.0)");
    }

    @Test
    void aContinuousEventTimeTriggerFiresAtEachIntervalAndAtTheEnd() throws Exception {
        ContinuousEventTimeTrigger<TimeWindow> trigger = ContinuousEventTimeTrigger.of(Duration.ofMillis(40));
        assertThat(trigger.getInterval()).isEqualTo(40);
        assertThat(trigger.onElement("a", 5, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(context.eventTimers).containsExactly(40L, 99L);
        assertThat(trigger.onEventTime(40, WINDOW, context)).isEqualTo(FIRE);
        assertThat(context.eventTimers).contains(80L);
        assertThat(trigger.onEventTime(60, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(FIRE);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        context.watermark = 99;
        assertThat(trigger.onElement("late", 5, WINDOW, context)).isEqualTo(FIRE);
        context.eventTimers.clear();
        trigger.onMerge(WINDOW, context);
        assertThat(context.eventTimers).containsExactly(80L);
        trigger.clear(WINDOW, context);
        assertThat(context.eventTimers).isEmpty();
        assertThat(context.kept()).isEmpty();
        assertThat(trigger.canMerge()).isTrue();
        assertThat(ContinuousEventTimeTrigger.of(Time.milliseconds(40))).hasToString("ContinuousEventTimeTrigger(40)");
    }

    @Test
    void aContinuousEventTimeTriggerOnAGlobalWindowDoesNotFireForEverAtTheEndOfInput() throws Exception {
        ContinuousEventTimeTrigger<GlobalWindow> trigger = ContinuousEventTimeTrigger.of(Duration.ofMillis(40));
        assertThat(trigger.onElement("a", 5, GlobalWindow.get(), context)).isEqualTo(CONTINUE);
        context.watermark = Long.MAX_VALUE;
        context.eventTimers.clear();
        assertThat(trigger.onEventTime(40, GlobalWindow.get(), context)).isEqualTo(FIRE);
        assertThat(context.eventTimers).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void aContinuousProcessingTimeTriggerFiresAtEachInterval() throws Exception {
        ContinuousProcessingTimeTrigger<TimeWindow> trigger = ContinuousProcessingTimeTrigger.of(Duration.ofMillis(40));
        assertThat(trigger.getInterval()).isEqualTo(40);
        context.now = 5;
        assertThat(trigger.onElement("a", 0, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(context.processingTimers).containsExactly(40L);
        assertThat(trigger.onProcessingTime(40, WINDOW, context)).isEqualTo(FIRE);
        assertThat(trigger.onProcessingTime(41, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.canMerge()).isTrue();
        context.processingTimers.clear();
        trigger.onMerge(WINDOW, context);
        assertThat(context.processingTimers).containsExactly(80L);
        trigger.clear(WINDOW, context);
        assertThat(context.processingTimers).isEmpty();
        assertThat(ContinuousProcessingTimeTrigger.of(Time.milliseconds(40)))
                .hasToString("ContinuousProcessingTimeTrigger(40)");
    }

    @Test
    void aContinuousTriggerNeedsAnInterval() {
        assertThatThrownBy(() -> ContinuousEventTimeTrigger.of(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ContinuousEventTimeTrigger needs an interval of at least 1 ms, but it is 0");
        assertThatThrownBy(() -> ContinuousProcessingTimeTrigger.of(Duration.ofMillis(-1)))
                .hasMessageContaining("but it is -1");
    }

    @Test
    void aPurgingTriggerDropsWhatItsTriggerFires() throws Exception {
        PurgingTrigger<Object, TimeWindow> trigger = PurgingTrigger.of(EventTimeTrigger.create());
        assertThat(trigger.getNestedTrigger()).isInstanceOf(EventTimeTrigger.class);
        assertThat(trigger.onElement("a", 5, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(FIRE_AND_PURGE);
        assertThat(trigger.onProcessingTime(99, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(trigger.canMerge()).isTrue();
        trigger.clear(WINDOW, context);
        assertThat(context.eventTimers).isEmpty();
        trigger.onMerge(WINDOW, context);
        assertThat(context.eventTimers).containsExactly(99L);
        assertThat(trigger).hasToString("PurgingTrigger(EventTimeTrigger())");
    }

    @Test
    void aTimeoutFiresWhatItsTriggerDoesNot() throws Exception {
        ProcessingTimeoutTrigger<Object, TimeWindow> trigger =
                ProcessingTimeoutTrigger.of(CountTrigger.of(2), Duration.ofMillis(50));
        context.now = 10;
        assertThat(trigger.onElement("a", 0, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(context.processingTimers).containsExactly(60L);
        context.now = 20;
        assertThat(trigger.onElement("b", 0, WINDOW, context)).isEqualTo(FIRE);
        assertThat(context.processingTimers).isEmpty();
        trigger.onElement("c", 0, WINDOW, context);
        assertThat(trigger.onProcessingTime(70, WINDOW, context)).isEqualTo(FIRE);
        assertThat(context.kept()).isEmpty();
        assertThat(trigger.onEventTime(99, WINDOW, context)).isEqualTo(FIRE);
        assertThat(trigger).hasToString("TimeoutTrigger(CountTrigger(2))");
    }

    @Test
    void aTimeoutCanStartAnewAtEachRecordAndKeepItsTriggersState() throws Exception {
        ProcessingTimeoutTrigger<Object, TimeWindow> trigger =
                ProcessingTimeoutTrigger.of(CountTrigger.of(3), Duration.ofMillis(50), true, false);
        context.now = 10;
        trigger.onElement("a", 0, WINDOW, context);
        context.now = 20;
        trigger.onElement("b", 0, WINDOW, context);
        assertThat(context.processingTimers).containsExactly(70L);
        assertThat(trigger.onProcessingTime(70, WINDOW, context)).isEqualTo(FIRE);
        assertThat(context.kept()).contains("count");
        trigger.clear(WINDOW, context);
        assertThat(context.kept()).isEmpty();
        assertThat(context.processingTimers).isEmpty();
    }

    @Test
    void aGlobalWindowFiresNeverOrAtTheEndOfTheStream() throws Exception {
        GlobalWindow window = GlobalWindow.get();
        Trigger<Object, GlobalWindow> never = GlobalWindows.create().getDefaultTrigger();
        assertThat(never.onElement("a", 5, window, context)).isEqualTo(CONTINUE);
        assertThat(never.onEventTime(Long.MAX_VALUE, window, context)).isEqualTo(CONTINUE);
        assertThat(never.onProcessingTime(Long.MAX_VALUE, window, context)).isEqualTo(CONTINUE);
        assertThat(never.canMerge()).isTrue();
        never.onMerge(window, context);
        never.clear(window, context);
        assertThat(context.eventTimers).isEmpty();
        Trigger<Object, GlobalWindow> atTheEnd =
                GlobalWindows.createWithEndOfStreamTrigger().getDefaultTrigger();
        assertThat(atTheEnd.onElement("a", 5, window, context)).isEqualTo(CONTINUE);
        assertThat(context.eventTimers).containsExactly(Long.MAX_VALUE);
        assertThat(atTheEnd.onEventTime(5, window, context)).isEqualTo(CONTINUE);
        assertThat(atTheEnd.onEventTime(Long.MAX_VALUE, window, context)).isEqualTo(FIRE_AND_PURGE);
        assertThat(atTheEnd.onProcessingTime(Long.MAX_VALUE, window, context)).isEqualTo(CONTINUE);
        atTheEnd.clear(window, context);
        assertThat(context.eventTimers).isEmpty();
    }

    @Test
    void aTriggerOfTheProgramsKeepsStateAndSaysThatItCannotMerge() throws Exception {
        Trigger<String, TimeWindow> every = new EveryOtherRecord();
        assertThat(every.onElement("a", 1, WINDOW, context)).isEqualTo(CONTINUE);
        assertThat(every.onElement("b", 1, WINDOW, context)).isEqualTo(FIRE);
        assertThat(every.onEventTime(1, WINDOW, context)).isEqualTo(PURGE);
        assertThat(every.onProcessingTime(1, WINDOW, context)).isEqualTo(PURGE);
        assertThat(every.canMerge()).isFalse();
        assertThatThrownBy(() -> every.onMerge(WINDOW, context))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("EveryOtherRecord cannot follow merging windows; override canMerge() and onMerge(...)");
        every.clear(WINDOW, context);
        assertThat(context.kept()).isEmpty();
    }

    @Test
    void resultsSayWhetherTheyFireAndPurge() {
        assertThat(TriggerResult.values()).containsExactly(CONTINUE, FIRE_AND_PURGE, FIRE, PURGE);
        assertThat(TriggerResult.valueOf("FIRE").isFire()).isTrue();
        assertThat(FIRE.isPurge()).isFalse();
        assertThat(PURGE.isFire()).isFalse();
        assertThat(FIRE_AND_PURGE.isPurge()).isTrue();
    }

    private static final class EveryOtherRecord extends Trigger<String, TimeWindow> {
        @Override
        public TriggerResult onElement(String element, long timestamp, TimeWindow window, TriggerContext ctx)
                throws Exception {
            ValueState<Integer> seen = ctx.getKeyValueState("seen", Types.INT, 0);
            ValueState<String> last = ctx.getKeyValueState("last", String.class, "none");
            seen.update(seen.value() + 1);
            last.update(last.value() + element);
            return seen.value() % 2 == 0 && last.value().equals("noneab") ? FIRE : CONTINUE;
        }

        @Override
        public TriggerResult onProcessingTime(long time, TimeWindow window, TriggerContext ctx) {
            return PURGE;
        }

        @Override
        public TriggerResult onEventTime(long time, TimeWindow window, TriggerContext ctx) {
            return PURGE;
        }

        @Override
        public void clear(TimeWindow window, TriggerContext ctx) {
            ctx.getKeyValueState("seen", Types.INT, 0).clear();
            ctx.getKeyValueState("last", String.class, "none").clear();
        }
    }
}
