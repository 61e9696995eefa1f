package comparison;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.util.Collector;

/** What programs may not do, and when that is said. */
public class Refusals {
    private interface Program {
        void run(StreamExecutionEnvironment env) throws Exception;
    }

    public static void main(String[] args) {
        run("nothing", env -> env.execute());
        run("a source alone", env -> {
            env.fromElements(1);
            env.execute();
        });
        run("a map without sink", env -> {
            env.fromElements(1).map(value -> value + 1);
            env.execute();
        });
        run("no elements", env -> env.fromElements());
        run("null element", env -> env.fromElements("a", null));
        run("empty collection", env -> env.fromCollection(Collections.<String>emptyList()));
        run("null collection", env -> env.fromCollection((List<String>) null));
        run("collection with null", env -> env.fromCollection(Arrays.asList("a", null)));
        run("mixed elements", env -> env.fromElements((Object) 1, "a"));
        run("lambda to tuples", env -> env.fromElements(1).map(value -> Tuple2.of(value, value)).print());
        run("lambda flatMap", env -> env.fromElements(1).flatMap((value, out) -> out.collect(value)).print());
        run("array keys", env -> env.fromElements(1).keyBy(value -> new int[] {value}).print());
        run("unknown field", env -> Script.environment().fromElements(new Event()).keyBy("nothing"));
        run("field of no tuple", env -> env.fromElements(1).keyBy(3));
        run("position beyond", env -> env.fromElements(Tuple2.of(1, 2)).keyBy(2));
        run("sum of strings", env -> env.fromElements("a").keyBy(value -> value).sum(0));
        run("zero parallelism", env -> env.fromElements(1).map(value -> value).setParallelism(0));
        run("parallel fromElements", env -> env.fromElements(1).setParallelism(2));
        run("max parallelism", env -> env.setMaxParallelism(40_000));
        run("negative window", env -> TumblingEventTimeWindows.of(Duration.ofMillis(-1)));
        run("offset beyond size", env -> TumblingEventTimeWindows.of(Duration.ofMillis(5), Duration.ofMillis(5)));
        run("zero slide", env -> SlidingEventTimeWindows.of(Duration.ofMillis(5), Duration.ZERO));
        run("window without time", env -> {
            env.fromElements(1).keyBy(value -> value).window(TumblingEventTimeWindows.of(Duration.ofMillis(5))).sum(0).print();
            env.execute();
        });
        run("key is null", env -> {
            env.fromElements("a").keyBy(value -> (String) null).map(value -> value).print();
            env.execute();
        });
        run("state without key", env -> {
            env.fromElements(1).map(new StateUser()).print();
            env.execute();
        });
        run("no serializable function", env -> {
            Object lock = new Object();
            env.fromElements(1).map(value -> value + lock.hashCode()).print();
            env.execute();
        });
        run("forward to other parallelism", env -> {
            env.fromElements(1).forward().map(value -> value).setParallelism(3).print();
            env.execute();
        });
        run("duplicate uids", env -> {
            env.fromElements(1).map(value -> value).uid("u").map(value -> value).uid("u").print();
            env.execute();
        });
        run("null in a tuple", env -> {
            env.fromElements(1).map(value -> Tuple2.of(value, (String) null)).returns(Types.TUPLE(Types.INT, Types.STRING)).rebalance().print();
            env.execute();
        });
        run("null string", env -> {
            env.fromElements(1).map(value -> (String) null).returns(Types.STRING).rebalance().map(value -> "" + value).print();
            env.execute();
        });
        run("exception in a function", env -> {
            env.fromElements(1).map(value -> value / 0).print();
            env.execute();
        });
        run("negative lateness", env -> env.fromElements(1)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Integer>forMonotonousTimestamps().withTimestampAssigner((value, time) -> value))
                .keyBy(value -> value)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(5)))
                .allowedLateness(Duration.ofMillis(-1)));
        run("zero idleness", env -> WatermarkStrategy.forMonotonousTimestamps().withIdleness(Duration.ZERO));
        run("count window of nothing", env -> {
            env.fromElements(1).keyBy(value -> value).countWindow(0).sum(0).print();
            env.execute();
        });
        run("union of types", env -> env.fromElements(1).union(env.fromElements(2)).print());
        run("iteration over nothing", env -> env.fromSequence(3, 1).print());
        run("emitting null", env -> {
            env.fromElements(1).<String>flatMap((Integer value, Collector<String> out) -> out.collect(null)).returns(String.class).map(value -> "" + value).print();
            env.execute();
        });
    }

    private static void run(String name, Program program) {
        StreamExecutionEnvironment env = Script.environment();
        try {
            program.run(env);
            System.out.println(name + " is allowed");
        } catch (JobExecutionException failed) {
            System.out.println(name + " fails when it runs");
        } catch (Throwable refused) {
            System.out.println(name + " is refused");
        }
    }

    private static class StateUser extends RichMapFunction<Integer, Integer> {
        @Override
        public void open(Configuration parameters) {
            getRuntimeContext().getState(new ValueStateDescriptor<>("state", Integer.class));
        }

        @Override
        public Integer map(Integer value) {
            return value;
        }
    }
}
