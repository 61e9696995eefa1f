package comparison;

import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Rolling sums and extremes, with their ties and their overflow. */
public class Aggregations {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = Script.environment();
        for (int which = 0; which < 8; which++) {
            KeyedStream<Tuple3<String, Integer, Long>, String> keyed = env.fromElements(
                            Tuple3.of("a", 3, 1L),
                            Tuple3.of("a", 1, 2L),
                            Tuple3.of("b", 5, 3L),
                            Tuple3.of("a", 1, 4L),
                            Tuple3.of("a", Integer.MAX_VALUE, 5L),
                            Tuple3.of("b", 5, 6L),
                            Tuple3.of("a", 7, 7L))
                    .keyBy(tuple -> tuple.f0);
            switch (which) {
                case 0 -> keyed.sum(1).print("sum");
                case 1 -> keyed.min(1).print("min");
                case 2 -> keyed.max(1).print("max");
                case 3 -> keyed.minBy(1).print("minBy");
                case 4 -> keyed.minBy(1, false).print("minBy, last");
                case 5 -> keyed.maxBy("f1").print("maxBy");
                case 6 -> keyed.maxBy("f1", false).print("maxBy, last");
                default -> keyed.reduce((a, b) -> Tuple3.of(a.f0, a.f1 - b.f1, b.f2)).print("reduce");
            }
        }
        new Script().times(4, 2, 9, 2).on(env).keyBy(event -> event.key).min("time").print("min of POJOs");
        new Script().times(4, 2, 9, 2).on(env).keyBy(event -> event.key).minBy("time", false).print("minBy of POJOs");
        env.execute();
    }
}
