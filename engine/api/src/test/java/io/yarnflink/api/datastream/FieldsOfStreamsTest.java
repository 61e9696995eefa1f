package io.yarnflink.api.datastream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.TimeCharacteristic;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.transformation.OneInputTransformation;
import io.yarnflink.api.transformation.PartitionTransformation;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.tuple.Tuple1;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple25;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.time.Time;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // What only release 1 has is tested too.
class FieldsOfStreamsTest {
    private static final Tuple3<String, Long, Tuple2<Integer, String>> VALUE = Tuple3.of("a", 7L, Tuple2.of(3, "x"));

    private final StreamExecutionEnvironment environment = new StreamExecutionEnvironment();
    private final DataStream<Tuple3<String, Long, Tuple2<Integer, String>>> stream = environment.fromData(VALUE);

    private static <T> Object key(KeyedStream<T, Tuple> keyed, T value) throws Exception {
        return keyed.getKeySelector().getKey(value);
    }

    @Test
    void fieldsByPositionAreATupleAsKey() throws Exception {
        KeyedStream<Tuple3<String, Long, Tuple2<Integer, String>>, Tuple> keyed = stream.keyBy(1, 0);
        assertThat(key(keyed, VALUE)).isEqualTo(Tuple2.of(7L, "a"));
        assertThat(keyed.getKeyType()).isEqualTo(Types.TUPLE(Types.LONG, Types.STRING));
        assertThat(key(environment.fromData("s").keyBy(0), "s")).isEqualTo(Tuple1.of("s"));
        assertThatThrownBy(() -> stream.keyBy(3)).hasMessageContaining("There is no field '3'");
        assertThatThrownBy(() -> stream.keyBy(new int[0])).hasMessageContaining("from 1 to 25 fields, but 0");
    }

    @Test
    void fieldsByNameMayLieWithinFields() throws Exception {
        assertThat(key(stream.keyBy("f2.f1", "f0"), VALUE)).isEqualTo(Tuple2.of("x", "a"));
        assertThat(key(stream.keyBy("f2.*"), VALUE)).isEqualTo(Tuple2.of(3, "x"));
        assertThat(key(stream.keyBy("*"), VALUE)).isEqualTo(VALUE);
        assertThat(key(environment.fromData("s").keyBy("*"), "s")).isEqualTo(Tuple1.of("s"));
        assertThatThrownBy(() -> stream.keyBy("user.name")).hasMessageContaining("There is no field 'user.name'");
    }

    @Test
    void keyedStreamsAreMadeOfSelectorsToo() {
        KeySelector<Tuple3<String, Long, Tuple2<Integer, String>>, Long> selector = value -> value.f1;
        assertThat(new KeyedStream<>(stream, selector).getKeyType()).isEqualTo(Types.LONG);
    }

    @Test
    void aFieldChoosesThePartition() throws Exception {
        assertThat(partitionKey(stream.<Long>partitionCustom((key, channels) -> (int) (key % channels), 1)))
                .isEqualTo(7L);
        assertThat(partitionKey(stream.<Integer>partitionCustom((key, channels) -> key % channels, "f2.f0")))
                .isEqualTo(3);
    }

    @SuppressWarnings("unchecked") // Here the selector reads the stream's records.
    private static Object partitionKey(DataStream<?> partitioned) throws Exception {
        Partitioning partitioning = ((PartitionTransformation<?>) partitioned.getTransformation()).partitioning();
        KeySelector<Object, ?> selector = (KeySelector<Object, ?>) ((Partitioning.Custom) partitioning).keySelector();
        return selector.getKey(VALUE);
    }

    @Test
    void connectedStreamsAreKeyedByFieldsOfOneType() throws Exception {
        DataStream<Tuple2<Long, String>> other = environment.fromData(Tuple2.of(1L, "b"));
        ConnectedStreams<Tuple3<String, Long, Tuple2<Integer, String>>, Tuple2<Long, String>> connected =
                stream.connect(other);
        assertKeys(connected.keyBy(1, 0), Tuple1.of(7L), Tuple1.of(1L));
        assertKeys(connected.keyBy("f0", "f1"), Tuple1.of("a"), Tuple1.of("b"));
        assertKeys(connected.keyBy(new int[] {0, 1}, new int[] {1, 0}), Tuple2.of("a", 7L), Tuple2.of("b", 1L));
        assertKeys(
                connected.keyBy(new String[] {"f1", "f0"}, new String[] {"f0", "f1"}),
                Tuple2.of(7L, "a"),
                Tuple2.of(1L, "b"));
        assertThatThrownBy(() -> connected.keyBy(0, 0)).hasMessageContaining("keys for the two inputs are not equal");
    }

    @SuppressWarnings("unchecked") // Fields are tuples as keys.
    private static void assertKeys(
            ConnectedStreams<Tuple3<String, Long, Tuple2<Integer, String>>, Tuple2<Long, String>> keyed,
            Tuple first,
            Tuple second)
            throws Exception {
        assertThat(((KeyedStream<Tuple3<String, Long, Tuple2<Integer, String>>, Tuple>) keyed.getFirstInput())
                        .getKeySelector()
                        .getKey(VALUE))
                .isEqualTo(first);
        assertThat(((KeyedStream<Tuple2<Long, String>, Tuple>) keyed.getSecondInput())
                        .getKeySelector()
                        .getKey(Tuple2.of(1L, "b")))
                .isEqualTo(second);
    }

    @Test
    void projectionsKeepFieldsInAnOrderOfTheirOwn() throws Exception {
        SingleOutputStreamOperator<Tuple2<Long, String>> projected = stream.project(1, 0);
        assertThat(projected.getType()).isEqualTo(Types.TUPLE(Types.LONG, Types.STRING));
        assertThat(projectedValue(projected, VALUE)).isEqualTo(Tuple2.of(7L, "a"));
        assertThatThrownBy(() -> stream.project(5)).hasMessageContaining("There is no field 5 to project");
        assertThatThrownBy(() -> stream.project()).hasMessageContaining("from 1 to 25 positions of fields, not 0");
        assertThatThrownBy(() -> environment.fromData("s").project(0)).hasMessageContaining("use map(...) instead");
        assertThatThrownBy(() -> new StreamProjection<>(stream, new int[] {0}).projectTuple2())
                .hasMessageContaining("projectTuple2() needs 2 positions of fields, but 1 were given");
        assertThat(StreamProjection.extractFieldTypes(new int[] {1}, stream.getType()))
                .isEqualTo(new TypeInformation<?>[] {Types.LONG});
    }

    @SuppressWarnings("unchecked") // The projection reads the stream's records.
    private static Object projectedValue(DataStream<?> projected, Object value) throws Exception {
        OperatorDescriptor operator = ((OneInputTransformation<?, ?>) projected.getTransformation()).operator();
        return ((MapFunction<Object, Object>) ((OperatorDescriptor.Map<?, ?>) operator).function()).map(value);
    }

    @Test
    void projectionsHaveFromOneTo25Fields() throws Exception {
        Tuple25<
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer,
                        Integer>
                wide = new Tuple25<>();
        IntStream.range(0, 25).forEach(position -> wide.setField(position, position));
        DataStream<Tuple> wideStream = asTuples(environment.fromData(wide));
        List<Function<StreamProjection<Tuple>, DataStream<?>>> byArity = List.of(
                StreamProjection::projectTuple1,
                StreamProjection::projectTuple2,
                StreamProjection::projectTuple3,
                StreamProjection::projectTuple4,
                StreamProjection::projectTuple5,
                StreamProjection::projectTuple6,
                StreamProjection::projectTuple7,
                StreamProjection::projectTuple8,
                StreamProjection::projectTuple9,
                StreamProjection::projectTuple10,
                StreamProjection::projectTuple11,
                StreamProjection::projectTuple12,
                StreamProjection::projectTuple13,
                StreamProjection::projectTuple14,
                StreamProjection::projectTuple15,
                StreamProjection::projectTuple16,
                StreamProjection::projectTuple17,
                StreamProjection::projectTuple18,
                StreamProjection::projectTuple19,
                StreamProjection::projectTuple20,
                StreamProjection::projectTuple21,
                StreamProjection::projectTuple22,
                StreamProjection::projectTuple23,
                StreamProjection::projectTuple24,
                StreamProjection::projectTuple25);
        for (int arity = 1; arity <= 25; arity++) {
            int[] positions = IntStream.range(0, arity).map(i -> 24 - i).toArray();
            DataStream<?> projected = byArity.get(arity - 1).apply(new StreamProjection<>(wideStream, positions));
            Tuple value = (Tuple) projectedValue(projected, wide);
            assertThat(value.getArity()).isEqualTo(arity);
            assertThat(value.<Integer>getField(arity - 1)).isEqualTo(25 - arity);
            assertThat(projected.getType().getTypeClass()).isEqualTo(Tuple.getTupleClass(arity));
        }
        assertThat(projectedValue(new StreamProjection<>(wideStream, new int[] {4}).projectTupleX(), wide))
                .isEqualTo(Tuple1.of(4));
    }

    @SuppressWarnings("unchecked") // Records are only read as tuples.
    private static DataStream<Tuple> asTuples(DataStream<? extends Tuple> stream) {
        return (DataStream<Tuple>) stream;
    }

    @Test
    void windowsOfReleaseOneAreInTheTimeThatWasChosen() {
        KeyedStream<Tuple3<String, Long, Tuple2<Integer, String>>, Tuple> keyed = stream.keyBy(0);
        assertThat(windowsOf(keyed.timeWindow(Time.seconds(1)).sum(1))).contains("TumblingEventTimeWindows");
        assertThat(windowsOf(keyed.timeWindow(Time.seconds(2), Time.seconds(1)).sum(1)))
                .contains("SlidingEventTimeWindows");
        environment.setStreamTimeCharacteristic(TimeCharacteristic.ProcessingTime);
        assertThat(windowsOf(stream.timeWindowAll(Time.seconds(1)).sum(1))).contains("TumblingProcessingTimeWindows");
        assertThat(windowsOf(
                        stream.timeWindowAll(Time.seconds(2), Time.seconds(1)).sum(1)))
                .contains("SlidingProcessingTimeWindows");
    }

    private static String windowsOf(DataStream<?> windowed) {
        return ((OneInputTransformation<?, ?>) windowed.getTransformation())
                .operator()
                .toString();
    }
}
