package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.BroadcastConnectedStream;
import io.yarnflink.api.datastream.BroadcastStream;
import io.yarnflink.api.datastream.ConnectedStreams;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.co.BroadcastProcessFunction;
import io.yarnflink.api.functions.co.CoFlatMapFunction;
import io.yarnflink.api.functions.co.CoMapFunction;
import io.yarnflink.api.functions.co.KeyedBroadcastProcessFunction;
import io.yarnflink.api.state.MapStateDescriptor;
import io.yarnflink.api.typeinfo.Types;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two streams in one operator: what they are made of, and what comes out with types given or found. */
@SuppressWarnings("SameNameButDifferent") // Functions have a Context each.
class ConnectedProgramsTest {
    private static final MapStateDescriptor<String, Long> LIMITS =
            new MapStateDescriptor<>("limits", Types.STRING, Types.LONG);

    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    private final DataStream<String> words = env.fromData("a");
    private final DataStream<Long> numbers = env.fromData(1L);
    private final ConnectedStreams<String, Long> connected = words.connect(numbers);
    private final BroadcastStream<Long> limits = numbers.broadcast(LIMITS);

    private static final class Show implements CoMapFunction<String, Long, String> {
        @Override
        public String map1(String word) {
            return "word " + word;
        }

        @Override
        public String map2(Long number) {
            return "number " + number;
        }
    }

    private static final class Twice implements CoFlatMapFunction<String, Long, String> {
        @Override
        public void flatMap1(String word, Collector<String> out) {
            out.collect(word);
            out.collect(word);
        }

        @Override
        public void flatMap2(Long number, Collector<String> out) {}
    }

    private static final class ShowLimit extends BroadcastProcessFunction<String, Long, String> {
        @Override
        public void processElement(String word, ReadOnlyContext context, Collector<String> out) throws Exception {
            out.collect(word + " " + context.getBroadcastState(LIMITS).get("limit"));
        }

        @Override
        public void processBroadcastElement(Long limit, Context context, Collector<String> out) throws Exception {
            context.getBroadcastState(LIMITS).put("limit", limit);
        }
    }

    private static final class ShowKeyAndLimit extends KeyedBroadcastProcessFunction<String, String, Long, String> {
        @Override
        public void processElement(String word, ReadOnlyContext context, Collector<String> out) throws Exception {
            out.collect(context.getCurrentKey() + " "
                    + context.getBroadcastState(LIMITS).get("limit"));
        }

        @Override
        public void processBroadcastElement(Long limit, Context context, Collector<String> out) throws Exception {
            context.getBroadcastState(LIMITS).put("limit", limit);
        }
    }

    @Test
    void eachInputIsMappedByItsOwnMethod() throws Exception {
        for (DataStream<String> shown : List.of(connected.map(new Show()), connected.map(new Show(), Types.STRING))) {
            OperatorVerification.verify(shown)
                    .input("a")
                    .second(7L)
                    .end()
                    .expect("word a", "number 7")
                    .run();
        }
        for (DataStream<String> twice :
                List.of(connected.flatMap(new Twice()), connected.flatMap(new Twice(), Types.STRING))) {
            OperatorVerification.verify(twice)
                    .input("a")
                    .second(7L)
                    .end()
                    .expect("a", "a")
                    .run();
        }
    }

    @Test
    void recordsSeeWhatWasBroadcastBeforeThem() throws Exception {
        BroadcastConnectedStream<String, Long> limited = words.connect(limits);
        for (DataStream<String> shown :
                List.of(limited.process(new ShowLimit()), limited.process(new ShowLimit(), Types.STRING))) {
            OperatorVerification.verify(shown)
                    .second(7L)
                    .input("a")
                    .end()
                    .expect("a 7")
                    .run();
        }
        BroadcastConnectedStream<String, Long> keyed = words.keyBy(word -> word).connect(limits);
        for (DataStream<String> shown :
                List.of(keyed.process(new ShowKeyAndLimit()), keyed.process(new ShowKeyAndLimit(), Types.STRING))) {
            OperatorVerification.verify(shown)
                    .second(7L)
                    .input("a")
                    .end()
                    .expect("a 7")
                    .run();
        }
    }

    @Test
    void connectedStreamsKnowWhatTheyAreMadeOf() {
        assertThat(connected.getFirstInput()).isSameAs(words);
        assertThat(connected.getSecondInput()).isSameAs(numbers);
        assertThat(connected.getType1()).isEqualTo(Types.STRING);
        assertThat(connected.getType2()).isEqualTo(Types.LONG);
        assertThat(connected.getExecutionEnvironment()).isSameAs(env);
        BroadcastConnectedStream<String, Long> limited = words.connect(limits);
        assertThat(limited.getFirstInput()).isSameAs(words);
        assertThat(limited.getSecondInput()).isSameAs(limits);
        assertThat(limited.getType1()).isEqualTo(Types.STRING);
        assertThat(limited.getType2()).isEqualTo(Types.LONG);
        assertThat(limited.getExecutionEnvironment()).isSameAs(env);
        assertThat(limits.getType()).isEqualTo(Types.LONG);
        assertThat(limits.getEnvironment()).isSameAs(env);
        assertThat(limits.getBroadcastStateDescriptors()).isEqualTo(List.of(LIMITS));
        assertThat(limits.getTransformation().outputType()).contains(Types.LONG);
    }
}
