package io.yarnflink.api.functions;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.functions.co.CoProcessFunction;
import io.yarnflink.api.functions.co.KeyedCoProcessFunction;
import io.yarnflink.api.functions.co.ProcessJoinFunction;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.KeyedStateStore;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.windows.GlobalWindow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs test their functions with contexts of their own. */
@SuppressWarnings({"NullAway", "SameNameButDifferent", "ClassCanBeStatic"}) // Each function has a Context of its own.
class FunctionContextsTest {
    private static final OutputTag<String> SIDE = new OutputTag<>("side", Types.STRING);

    private final List<String> out = new ArrayList<>();
    private final Collector<String> collector = new Collector<>() {
        @Override
        public void collect(String value) {
            out.add(value);
        }

        @Override
        public void close() {
            out.add("closed");
        }
    };

    private <X> void side(OutputTag<X> tag, X value) {
        out.add(tag.getId() + ":" + value);
    }

    private final List<Long> timers = new ArrayList<>();
    private final TimerService service = new Times(timers);

    @Test
    void aProcessFunctionTakesAContextOfOnesOwn() throws Exception {
        ProcessFunction<String, String> function = new ProcessFunction<>() {
            @Override
            public void processElement(String value, Context ctx, Collector<String> out) {
                ctx.timerService().registerEventTimeTimer(ctx.timerService().currentWatermark());
                ctx.output(SIDE, value);
                out.collect(value + ctx.timestamp());
            }
        };
        class Own extends ProcessFunction<String, String>.OnTimerContext {
            Own() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 5L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public TimeDomain timeDomain() {
                return TimeDomain.EVENT_TIME;
            }
        }
        class Plain extends ProcessFunction<String, String>.Context {
            Plain() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 6L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }
        }
        Own onTimer = new Own();
        function.processElement("a", onTimer, collector);
        function.processElement("b", new Plain(), collector);
        function.onTimer(1, onTimer, collector);
        assertThat(onTimer.timeDomain()).isEqualTo(TimeDomain.EVENT_TIME);
        assertThat(out)
                .as("a timer does nothing unless it is overridden")
                .containsExactly("side:a", "a5", "side:b", "b6");
        assertThat(timers).containsExactly(8L, 8L);
    }

    @Test
    void aKeyedProcessFunctionTakesAContextOfOnesOwn() throws Exception {
        KeyedProcessFunction<Integer, String, String> function = new KeyedProcessFunction<>() {
            @Override
            public void processElement(String value, Context ctx, Collector<String> out) {
                ctx.output(SIDE, value + ctx.getCurrentKey());
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
                out.collect(ctx.timeDomain() + " " + ctx.getCurrentKey() + " " + timestamp + ctx.timestamp());
            }
        };
        class Own extends KeyedProcessFunction<Integer, String, String>.OnTimerContext {
            Own() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 5L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public TimeDomain timeDomain() {
                return TimeDomain.PROCESSING_TIME;
            }

            @Override
            public Integer getCurrentKey() {
                return 3;
            }
        }
        class Plain extends KeyedProcessFunction<Integer, String, String>.Context {
            Plain() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 6L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public Integer getCurrentKey() {
                return 4;
            }
        }
        function.processElement("a", new Own(), collector);
        function.processElement("b", new Plain(), collector);
        function.onTimer(9, new Own(), collector);
        assertThat(out).containsExactly("side:a3", "side:b4", "PROCESSING_TIME 3 95");
    }

    @Test
    void aCoProcessFunctionTakesAContextOfOnesOwn() throws Exception {
        CoProcessFunction<String, Integer, String> function = new CoProcessFunction<>() {
            @Override
            public void processElement1(String value, Context ctx, Collector<String> out) {
                ctx.output(SIDE, value + ctx.timestamp());
            }

            @Override
            public void processElement2(Integer value, Context ctx, Collector<String> out) {
                ctx.timerService().registerProcessingTimeTimer(value);
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
                out.collect(ctx.timeDomain() + " " + timestamp);
            }
        };
        class Own extends CoProcessFunction<String, Integer, String>.OnTimerContext {
            Own() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 5L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public TimeDomain timeDomain() {
                return TimeDomain.EVENT_TIME;
            }
        }
        class Plain extends CoProcessFunction<String, Integer, String>.Context {
            Plain() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 6L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }
        }
        function.processElement1("a", new Plain(), collector);
        function.processElement2(2, new Own(), collector);
        function.onTimer(9, new Own(), collector);
        assertThat(out).containsExactly("side:a6", "EVENT_TIME 9");
        assertThat(timers).containsExactly(2L);
    }

    @Test
    void aKeyedCoProcessFunctionTakesAContextOfOnesOwn() throws Exception {
        KeyedCoProcessFunction<Integer, String, Integer, String> function = new KeyedCoProcessFunction<>() {
            @Override
            public void processElement1(String value, Context ctx, Collector<String> out) {
                ctx.output(SIDE, value + ctx.getCurrentKey());
            }

            @Override
            public void processElement2(Integer value, Context ctx, Collector<String> out) {
                ctx.timerService().registerProcessingTimeTimer(value + ctx.timestamp());
            }

            @Override
            public void onTimer(long timestamp, OnTimerContext ctx, Collector<String> out) {
                out.collect(ctx.timeDomain() + " " + ctx.getCurrentKey());
            }
        };
        class Own extends KeyedCoProcessFunction<Integer, String, Integer, String>.OnTimerContext {
            Own() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 5L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public TimeDomain timeDomain() {
                return TimeDomain.EVENT_TIME;
            }

            @Override
            public Integer getCurrentKey() {
                return 3;
            }
        }
        class Plain extends KeyedCoProcessFunction<Integer, String, Integer, String>.Context {
            Plain() {
                function.super();
            }

            @Override
            public Long timestamp() {
                return 6L;
            }

            @Override
            public TimerService timerService() {
                return service;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }

            @Override
            public Integer getCurrentKey() {
                return 4;
            }
        }
        function.processElement1("a", new Plain(), collector);
        function.processElement2(2, new Plain(), collector);
        function.onTimer(9, new Own(), collector);
        assertThat(out).containsExactly("side:a4", "EVENT_TIME 3");
        assertThat(timers).containsExactly(8L);
    }

    @Test
    void aProcessJoinFunctionTakesAContextOfOnesOwn() throws Exception {
        ProcessJoinFunction<String, Integer, String> function = new ProcessJoinFunction<>() {
            @Override
            public void processElement(String left, Integer right, Context ctx, Collector<String> out) {
                ctx.output(SIDE, left + right);
                out.collect(ctx.getLeftTimestamp() + " " + ctx.getRightTimestamp() + " " + ctx.getTimestamp());
            }
        };
        class Own extends ProcessJoinFunction<String, Integer, String>.Context {
            Own() {
                function.super();
            }

            @Override
            public long getLeftTimestamp() {
                return 1;
            }

            @Override
            public long getRightTimestamp() {
                return 2;
            }

            @Override
            public long getTimestamp() {
                return 3;
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }
        }
        function.processElement("a", 4, new Own(), collector);
        assertThat(out).containsExactly("side:a4", "1 2 3");
    }

    @Test
    void windowFunctionsTakeContextsOfOnesOwn() throws Exception {
        ProcessWindowFunction<String, String, Integer, GlobalWindow> function = new ProcessWindowFunction<>() {
            @Override
            public void process(Integer key, Context context, Iterable<String> elements, Collector<String> out) {
                context.output(SIDE, key + " " + context.window());
                out.collect(context.currentProcessingTime() + " " + context.currentWatermark());
            }
        };
        class Own extends ProcessWindowFunction<String, String, Integer, GlobalWindow>.Context {
            Own() {
                function.super();
            }

            @Override
            public GlobalWindow window() {
                return GlobalWindow.get();
            }

            @Override
            public long currentProcessingTime() {
                return 1;
            }

            @Override
            public long currentWatermark() {
                return 2;
            }

            @Override
            public KeyedStateStore windowState() {
                throw new AssertionError("the function keeps nothing");
            }

            @Override
            public KeyedStateStore globalState() {
                throw new AssertionError("the function keeps nothing");
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }
        }
        function.process(4, new Own(), List.of("a"), collector);
        function.clear(new Own());
        ProcessAllWindowFunction<String, String, GlobalWindow> all = new ProcessAllWindowFunction<>() {
            @Override
            public void process(Context context, Iterable<String> elements, Collector<String> out) {
                context.output(SIDE, "" + context.window());
            }
        };
        class OwnAll extends ProcessAllWindowFunction<String, String, GlobalWindow>.Context {
            OwnAll() {
                all.super();
            }

            @Override
            public GlobalWindow window() {
                return GlobalWindow.get();
            }

            @Override
            public KeyedStateStore windowState() {
                throw new AssertionError("the function keeps nothing");
            }

            @Override
            public KeyedStateStore globalState() {
                throw new AssertionError("the function keeps nothing");
            }

            @Override
            public <X> void output(OutputTag<X> outputTag, X value) {
                side(outputTag, value);
            }
        }
        all.process(new OwnAll(), List.of("a"), collector);
        all.clear(new OwnAll());
        assertThat(out).containsExactly("side:4 GlobalWindow", "1 2", "side:GlobalWindow");
    }

    @Test
    void collectorsTakeWhatIsEmittedAndClose() {
        collector.collect("a");
        collector.close();
        assertThat(out).containsExactly("a", "closed");
    }
}
