package io.yarnflink.taskmanager.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.operators.Keying;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.ValueState;
import io.yarnflink.api.state.ValueStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.Cell;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyedOperatorsTest {
    private final ChainHarness harness = new ChainHarness();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReductionOfEachKeyIsEmittedAfterEachRecord(boolean hashesCarried) {
        harness.reading(Types.STRING, hashesCarried)
                .last(
                        "join",
                        new OperatorDescriptor.KeyedReduce<>(
                                (left, right) -> left + right, byFirstLetter(), Types.STRING),
                        Types.STRING);
        for (String value : new String[] {"a1", "b1", "a2", "a3", "b2"}) {
            harness.sendKeyed(value.substring(0, 1), value, 4);
        }
        assertThat(harness.emitted()).containsExactly("a1@4", "b1@4", "a1a2@4", "a1a2a3@4", "b1b2@4");
    }

    @Test
    void aReductionIsKeptApartFromWhatIsEmittedAndFromWhatTheProgramChanges() {
        ReduceFunction<Cell> appendInPlace = (left, right) -> {
            left.text += right.text;
            return left;
        };
        harness.objectReuse()
                .reading(Cell.TYPE, false)
                .then(
                        "append",
                        new OperatorDescriptor.KeyedReduce<>(
                                appendInPlace, new Keying<>(cell -> "all", Types.STRING), Cell.TYPE),
                        Cell.TYPE)
                .last("spoil", new OperatorDescriptor.Map<Cell, Cell>(KeyedOperatorsTest::spoil), Cell.TYPE);
        for (String text : new String[] {"a", "b", "c"}) {
            harness.sendKeyed("all", new Cell(text), 1);
        }
        assertThat(harness.emitted()).containsExactly("Cell(a!)@1", "Cell(ab!)@1", "Cell(abc!)@1");
    }

    private static Cell spoil(Cell cell) {
        cell.text += "!";
        return cell;
    }

    @Test
    void aProcessFunctionCountsPerKeyAndEmitsAtTheFinalWatermark() {
        keyed(new CountUntilEnd());
        for (String value : new String[] {"a", "b", "a"}) {
            harness.sendKeyed(value, value, 1);
        }
        harness.watermark(100);
        assertThat(harness.emitted()).containsExactly("W100");
        harness.end();
        assertThat(harness.emitted())
                .containsExactlyInAnyOrder("a=2@" + Long.MAX_VALUE, "b=1@" + Long.MAX_VALUE, "WMAX", "END")
                .endsWith("WMAX", "END");
    }

    private static final class CountUntilEnd extends KeyedProcessFunction<String, String, String> {
        private transient @Nullable ValueState<Long> count;

        @Override
        public void open(OpenContext openContext) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(String value, Context ctx, Collector<String> out) throws Exception {
            Long before = count().value();
            count().update(before == null ? 1 : before + 1);
            ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) throws Exception {
            out.collect(ctx.getCurrentKey() + "=" + count().value());
        }

        private ValueState<Long> count() {
            return java.util.Objects.requireNonNull(count);
        }
    }

    @Test
    void aTimerInThePastFiresAtTheNextAdvanceWithItsOwnTimestamp() {
        keyed(new TimerPerRecord());
        harness.watermark(50);
        harness.sendKeyed("a", "a:10", 60);
        assertThat(harness.emitted()).containsExactly("W50");
        harness.watermark(51);
        assertThat(harness.emitted()).containsExactly("a fired EVENT_TIME at 10 of 10@10", "W51");
    }

    @Test
    void timersOfOneKeyAndTimestampAreOneAndComeInTheOrderOfTime() {
        keyed(new TimerPerRecord());
        for (String value : new String[] {"a:30", "a:20", "a:30", "b:30", "a:10"}) {
            harness.sendKeyed(value.substring(0, 1), value, 1);
        }
        harness.watermark(25);
        assertThat(harness.emitted())
                .containsExactly("a fired EVENT_TIME at 10 of 10@10", "a fired EVENT_TIME at 20 of 20@20", "W25");
        harness.watermark(30);
        assertThat(harness.emitted())
                .containsExactly("a fired EVENT_TIME at 30 of 30@30", "b fired EVENT_TIME at 30 of 30@30", "W30");
    }

    @Test
    void aTimerRegisteredAgainForItsOwnTimeFiresAgain() {
        keyed(new Again());
        harness.sendKeyed("a", "a", 1);
        harness.watermark(10);
        assertThat(harness.emitted()).containsExactly("3@5", "2@5", "1@5", "W10");
    }

    private static final class Again extends KeyedProcessFunction<String, String, String> {
        private int left = 3;

        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            ctx.timerService().registerEventTimeTimer(5);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(String.valueOf(left));
            left--;
            if (left > 0) {
                ctx.timerService().registerEventTimeTimer(timestamp);
            }
        }
    }

    @Test
    void timersSetDuringTheFinalWatermarkStillFireAndSoDoesTheLastInstant() {
        keyed(new SetsMoreAtTheEnd());
        harness.sendKeyed("a", "a", 1);
        harness.end();
        assertThat(harness.emitted()).containsExactly("5@5", "past@-7", "last@" + Long.MAX_VALUE, "WMAX", "END");
    }

    private static final class SetsMoreAtTheEnd extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            ctx.timerService().registerEventTimeTimer(5);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(timestamp == Long.MAX_VALUE ? "last" : timestamp < 0 ? "past" : String.valueOf(timestamp));
            if (timestamp == 5) {
                ctx.timerService().registerEventTimeTimer(-7);
                ctx.timerService().registerEventTimeTimer(Long.MAX_VALUE);
            }
        }
    }

    @Test
    void aProcessingTimeTimerFiresWhenItsTimeHasComeAndNotAfterTheEnd() {
        long start = harness.clock.wallMillis();
        keyed(new TimerPerRecord());
        harness.sendKeyed("a", "a:+" + (start + 100), 1);
        harness.sendKeyed("a", "a:+" + (start + 100), 1);
        harness.sendKeyed("b", "b:+" + (start + 5000), 1);
        assertThat(harness.emitted()).isEmpty();
        assertThat(harness.task().idleNanos()).isEqualTo(Duration.ofMillis(101).toNanos());
        harness.clock.advance(Duration.ofMillis(100));
        assertThat(harness.emitted()).as("within the timer's millisecond").isEmpty();
        harness.clock.advance(Duration.ofMillis(1));
        assertThat(harness.emitted())
                .containsExactly("a fired PROCESSING_TIME at " + (start + 100) + " of " + (start + 100));
        harness.end();
        assertThat(harness.emitted()).containsExactly("WMAX", "END");
    }

    @Test
    void aDeletedTimerDoesNotFire() {
        keyed(new TimerPerRecord());
        harness.sendKeyed("a", "a:10", 1);
        harness.sendKeyed("b", "b:10", 1);
        harness.sendKeyed("a", "a:-10", 1);
        harness.watermark(10);
        assertThat(harness.emitted()).containsExactly("b fired EVENT_TIME at 10 of 10@10", "W10");
    }

    /** {@code key:10} sets an event-time timer, {@code key:-10} deletes it, {@code key:+10} is for processing time. */
    private static final class TimerPerRecord extends KeyedProcessFunction<String, String, String> {
        @Override
        public void processElement(String value, Context ctx, Collector<String> out) {
            String time = value.substring(value.indexOf(':') + 1);
            if (time.startsWith("+")) {
                ctx.timerService().registerProcessingTimeTimer(Long.parseLong(time.substring(1)));
            } else if (time.startsWith("-")) {
                ctx.timerService().deleteEventTimeTimer(Long.parseLong(time.substring(1)));
            } else {
                ctx.timerService().registerEventTimeTimer(Long.parseLong(time));
            }
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
            out.collect(
                    ctx.getCurrentKey() + " fired " + ctx.timeDomain() + " at " + timestamp + " of " + ctx.timestamp());
        }
    }

    @Test
    void stateWithoutAKeyFailsByOperator() {
        harness.reading(Types.STRING, false)
                .last("stateful", new OperatorDescriptor.Map<>(new StatefulMap()), Types.STRING);
        harness.run();
        assertThat(harness.listener.failure().getMessage())
                .isEqualTo("Operator 'stateful' asks for keyed state 'count', but its input has no key;"
                        + " call keyBy before it");
    }

    private static final class StatefulMap extends io.yarnflink.api.functions.RichMapFunction<String, String> {
        @Override
        public void open(OpenContext openContext) {
            getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public String map(String value) {
            return value;
        }
    }

    private void keyed(KeyedProcessFunction<String, String, String> function) {
        harness.reading(Types.STRING, true)
                .last("keyed", new OperatorDescriptor.KeyedProcess<>(function, byFirstLetter()), Types.STRING);
    }

    private static Keying<String, String> byFirstLetter() {
        return new Keying<>(value -> value.substring(0, 1), Types.STRING);
    }
}
