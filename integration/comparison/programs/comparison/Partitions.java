package comparison;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Which subtask a record goes to. */
public class Partitions {
    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        for (int parallelism : new int[] {2, 3, 7}) {
            env.setParallelism(parallelism);
            keys(env, "long", value -> value);
            keys(env, "string", value -> "key " + value);
            keys(env, "double", value -> value / 4.0);
            keys(env, "boolean", value -> value % 2 == 0);
        }
        env.setParallelism(4);
        Sorted.print("tuple keys", numbers(env)
                .map(value -> Tuple2.of("k" + value % 5, value))
                .returns(Types.TUPLE(Types.STRING, Types.LONG))
                .keyBy(0, 1)
                .map(new Where<>()));
        Sorted.print("field keys", numbers(env)
                .map(value -> new Event("k" + value % 5, value, value))
                .keyBy("key", "value")
                .map(new Where<>()));
        env.setParallelism(3);
        Sorted.print("three key groups", numbers(env).keyBy(value -> value).map(new Where<>()).setMaxParallelism(3));
        Sorted.print("custom", numbers(env)
                .partitionCustom((key, partitions) -> (int) (key % 2) + partitions - 2, value -> value)
                .map(new Where<>()));
        Sorted.print("global", numbers(env).global().map(new Where<>()));
        Sorted.print("broadcast", numbers(env).broadcast().map(new Where<>()));
        env.execute();
    }

    private static DataStream<Long> numbers(StreamExecutionEnvironment env) {
        return env.fromElements(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 1000L, -1L, -7L, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    private static <K> void keys(StreamExecutionEnvironment env, String name, KeySelector<Long, K> selector) throws Exception {
        @SuppressWarnings("unchecked")
        Class<K> type = (Class<K>) selector.getKey(1L).getClass();
        Sorted.print(
                name + " keys over " + env.getParallelism(),
                numbers(env).keyBy(selector, org.apache.flink.api.common.typeinfo.TypeInformation.of(type)).map(new Where<>()));
    }

    private static class Where<T> extends RichMapFunction<T, String> {
        @Override
        public String map(T value) {
            return value + " in " + getRuntimeContext().getIndexOfThisSubtask() + " of "
                    + getRuntimeContext().getNumberOfParallelSubtasks() + " at most "
                    + getRuntimeContext().getMaxNumberOfParallelSubtasks();
        }
    }
}
