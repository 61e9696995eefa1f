package comparison;

import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.streaming.api.functions.co.CoMapFunction;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Streams of two inputs, side outputs, unions and requests to other systems. */
public class Connections {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        DataStream<Event> left = new Script().times(1, 4, 9).record("b", 7, 3).watermark(5).times(6).on(env);
        DataStream<Event> right = new Script().times(2, 8).record("c", 9, 1).watermark(30).on(env);
        Sorted.print("coMap", left.connect(right.map(event -> event.value)).map(new Mapping()).process(new Times<>()));
        Sorted.print("union", left.union(right, left).process(new Times<>()));
        Sorted.print("coProcess", left.connect(right).keyBy(event -> event.key, event -> event.key).process(new Ends()).process(new Times<>()));
        Sorted.print("async", AsyncDataStream.orderedWait(left, new Asking(), 10, TimeUnit.SECONDS, 2).process(new Times<>()));
        Sorted.print("async unordered", AsyncDataStream.unorderedWait(left, new Asking(), 10, TimeUnit.SECONDS).process(new Times<>()));
        OutputTag<String> odd = new OutputTag<String>("odd") {};
        OutputTag<Long> even = new OutputTag<>("even", Types.LONG);
        SingleOutputStreamOperator<Event> split = left.process(new ProcessFunction<Event, Event>() {
            @Override
            public void processElement(Event event, Context context, Collector<Event> out) {
                if (event.value % 2 == 0) {
                    context.output(even, event.value);
                } else {
                    context.output(odd, event.toString());
                }
                out.collect(event);
            }
        });
        Sorted.print("odd", split.getSideOutput(odd).process(new Times<>()));
        Sorted.print("even", split.getSideOutput(even).process(new Times<>()));
        Sorted.print("projected", left.map(event -> org.apache.flink.api.java.tuple.Tuple3.of(event.key, event.value, event.time))
                .returns(Types.TUPLE(Types.STRING, Types.LONG, Types.LONG))
                .project(2, 0));
        MapStateDescriptor<String, Long> rules = new MapStateDescriptor<>("rules", Types.STRING, Types.LONG);
        Sorted.print("broadcast", left.connect(right.broadcast(rules)).process(new BroadcastProcessFunction<Event, Event, String>() {
            @Override
            public void processElement(Event event, ReadOnlyContext context, Collector<String> out) {
                out.collect(event + " read");
            }

            @Override
            public void processBroadcastElement(Event rule, Context context, Collector<String> out) throws Exception {
                context.getBroadcastState(rules).put(rule.key, rule.value);
                out.collect(rule + " ruled");
            }
        }).process(new Times<>()));
        env.execute();
    }

    /** Adds the timestamp, but not the watermark, which depends on threads here. */
    private static class Times<T> extends ProcessFunction<T, String> {
        @Override
        public void processElement(T value, Context context, Collector<String> out) {
            out.collect(value + " stamped " + context.timestamp());
        }
    }

    private static class Mapping implements CoMapFunction<Event, Long, String> {
        @Override
        public String map1(Event event) {
            return "left " + event;
        }

        @Override
        public String map2(Long value) {
            return "right " + value;
        }
    }

    /** Counts both sides of a key at its end. */
    private static class Ends extends KeyedCoProcessFunction<String, Event, Event, String> {
        @Override
        public void processElement1(Event event, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(100);
            out.collect("left " + event + " of " + context.getCurrentKey());
        }

        @Override
        public void processElement2(Event event, Context context, Collector<String> out) {
            context.timerService().registerEventTimeTimer(100);
            out.collect("right " + event + " of " + context.getCurrentKey());
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out) {
            out.collect("end of " + context.getCurrentKey() + " " + time + " " + context.timestamp());
        }
    }

    private static class Asking implements AsyncFunction<Event, String> {
        @Override
        public void asyncInvoke(Event event, ResultFuture<String> result) {
            CompletableFuture.runAsync(() -> result.complete(
                    event.value == 2 ? Collections.emptyList() : Collections.singletonList("answer to " + event)));
        }
    }
}
