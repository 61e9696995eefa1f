package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.windowing.ProcessWindowFunction;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.state.MapState;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.EventTimeSessionWindows;
import io.yarnflink.api.windowing.assigners.SlidingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Operators of each kind of state, restored and rescaled with RocksDB. */
@SuppressWarnings("SameNameButDifferent") // Functions have a Context each.
class RocksDbOperatorsTest {
    private final KeyedStream<Tuple2<String, Integer>, String> keyed =
            StreamExecutionEnvironment.getExecutionEnvironment()
                    .fromData(Tuple2.of("a", 1))
                    .keyBy(pair -> pair.f0);

    @Test
    void reductionsGoOn() throws Exception {
        OperatorVerification.verify(keyed.sum(1))
                .inRocksDb()
                .inputs(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 3), Tuple2.of("a", 4))
                .end()
                .expect(Tuple2.of("a", 1), Tuple2.of("b", 2), Tuple2.of("a", 4), Tuple2.of("a", 8))
                .run();
    }

    @Test
    void slidingWindowsHoldEachRecordAsOftenAsTheyShould() throws Exception {
        OperatorVerification.verify(
                        keyed.window(SlidingEventTimeWindows.of(Duration.ofMillis(10), Duration.ofMillis(5)))
                                .reduce((one, other) -> Tuple2.of(one.f0, one.f1 + other.f1)))
                .inRocksDb()
                .input(Tuple2.of("a", 1), 1)
                .input(Tuple2.of("a", 2), 6)
                .input(Tuple2.of("b", 4), 7)
                .watermark(5)
                .input(Tuple2.of("a", 8), 11)
                .end()
                .expect(
                        Tuple2.of("a", 1),
                        Tuple2.of("a", 3),
                        Tuple2.of("b", 4),
                        Tuple2.of("a", 10),
                        Tuple2.of("b", 4),
                        Tuple2.of("a", 8))
                .run();
    }

    /** Tells what was in a window. */
    private static final class Tell extends ProcessWindowFunction<Tuple2<String, Integer>, String, String, TimeWindow> {
        @Override
        public void process(
                String key, Context context, Iterable<Tuple2<String, Integer>> pairs, Collector<String> out) {
            List<Integer> values = new ArrayList<>();
            pairs.forEach(pair -> values.add(pair.f1));
            out.collect(
                    key + context.window().getStart() + ".." + context.window().getEnd() + values);
        }
    }

    @Test
    void sessionsMergeTheirLists() throws Exception {
        OperatorVerification.verify(keyed.window(EventTimeSessionWindows.withGap(Duration.ofMillis(5)))
                        .process(new Tell()))
                .inRocksDb()
                .input(Tuple2.of("a", 1), 1)
                .input(Tuple2.of("a", 2), 9)
                .input(Tuple2.of("a", 3), 5)
                .input(Tuple2.of("b", 4), 7)
                .end()
                .expect("a1..14[1, 2, 3]", "b7..12[4]")
                .run();
    }

    /** Counts words in map state and keeps numbers in list state, and tells of both when a timer fires. */
    private static final class Remember extends KeyedProcessFunction<String, Tuple2<String, Integer>, String> {
        private static final MapStateDescriptor<Integer, Long> COUNTS =
                new MapStateDescriptor<>("counts", Types.INT, Types.LONG);
        private static final ListStateDescriptor<Integer> ALL = new ListStateDescriptor<>("all", Types.INT);

        @Override
        public void processElement(Tuple2<String, Integer> pair, Context context, Collector<String> out)
                throws Exception {
            MapState<Integer, Long> counts = getRuntimeContext().getMapState(COUNTS);
            Long count = counts.get(pair.f1);
            counts.put(pair.f1, count == null ? 1 : count + 1);
            getRuntimeContext().getListState(ALL).add(pair.f1);
            context.timerService().registerEventTimeTimer(100);
        }

        @Override
        public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
            MapState<Integer, Long> counts = getRuntimeContext().getMapState(COUNTS);
            List<Integer> all = new ArrayList<>();
            getRuntimeContext().getListState(ALL).get().forEach(all::add);
            out.collect(context.getCurrentKey() + all + counts.get(1) + counts.contains(3));
            counts.clear();
            out.collect(context.getCurrentKey() + counts.isEmpty());
        }
    }

    @Test
    void mapsListsAndTimersGoOn() throws Exception {
        OperatorVerification.verify(keyed.process(new Remember()))
                .inRocksDb()
                .input(Tuple2.of("a", 1), 1)
                .input(Tuple2.of("b", 3), 2)
                .input(Tuple2.of("a", 2), 3)
                .input(Tuple2.of("a", 1), 4)
                .watermark(100)
                .end()
                .expect("a[1, 2, 1]2false", "atrue", "b[3]nulltrue", "btrue")
                .run();
    }
}
