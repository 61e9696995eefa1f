package io.yarnflink.testkit.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.datastream.AllWindowedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.windowing.AllWindowFunction;
import io.yarnflink.api.functions.windowing.ProcessAllWindowFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.windowing.assigners.TumblingEventTimeWindows;
import io.yarnflink.api.windowing.windows.TimeWindow;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every way to make one value of the records of a window over all keys, beside what it is by hand. */
class AllWindowReductionsTest {
    private static final TypeInformation<Tuple2<Integer, Integer>> SUM_AND_COUNT = Types.TUPLE(Types.INT, Types.INT);

    private final AllWindowedStream<Tuple3<String, Integer, Integer>, TimeWindow> windowed =
            StreamExecutionEnvironment.getExecutionEnvironment()
                    .fromData(row(0, 0))
                    .windowAll(TumblingEventTimeWindows.of(Duration.ofMillis(10)));

    private static Tuple3<String, Integer, Integer> row(int value, int number) {
        return Tuple3.of("a", value, number);
    }

    /** What the window gives for the values 3, 1, 5, 1 and 5, numbered from 1. */
    private <R> void expect(
            Function<AllWindowedStream<Tuple3<String, Integer, Integer>, TimeWindow>, SingleOutputStreamOperator<R>>
                    reduction,
            R expected)
            throws Exception {
        OperatorVerification<R> verification = OperatorVerification.verify(reduction.apply(windowed));
        int number = 0;
        for (int value : new int[] {3, 1, 5, 1, 5}) {
            number++;
            verification.input(row(value, number), number);
        }
        verification.alone().end().expect(expected).run();
    }

    private static final ReduceFunction<Tuple3<String, Integer, Integer>> ADD =
            (one, other) -> row(one.f1 + other.f1, one.f2 + other.f2);

    /** Says how many values of the window it saw, and the window. */
    private static final class Tell implements AllWindowFunction<Tuple3<String, Integer, Integer>, String, TimeWindow> {
        @Override
        public void apply(TimeWindow window, Iterable<Tuple3<String, Integer, Integer>> rows, Collector<String> out) {
            out.collect(told(window, rows));
        }
    }

    private static final class TellInContext
            extends ProcessAllWindowFunction<Tuple3<String, Integer, Integer>, String, TimeWindow> {
        @Override
        public void process(Context context, Iterable<Tuple3<String, Integer, Integer>> rows, Collector<String> out) {
            out.collect(told(context.window(), rows));
        }
    }

    private static String told(TimeWindow window, Iterable<Tuple3<String, Integer, Integer>> rows) {
        int count = 0;
        int sum = 0;
        for (Tuple3<String, Integer, Integer> row : rows) {
            count++;
            sum += row.f1;
        }
        return window.getStart() + ".." + window.getEnd() + " " + count + " " + sum;
    }

    private static final class TellAverage implements AllWindowFunction<Double, String, TimeWindow> {
        @Override
        public void apply(TimeWindow window, Iterable<Double> averages, Collector<String> out) {
            out.collect(window.getStart() + " " + averages.iterator().next());
        }
    }

    private static final class TellAverageInContext extends ProcessAllWindowFunction<Double, String, TimeWindow> {
        @Override
        public void process(Context context, Iterable<Double> averages, Collector<String> out) {
            out.collect(context.window().getStart() + " " + averages.iterator().next());
        }
    }

    @Test
    void sumsAndExtremesKeepTheOtherFieldsOfTheFirstRecord() throws Exception {
        expect(window -> window.sum(1), row(15, 1));
        expect(window -> window.sum("f1"), row(15, 1));
        expect(window -> window.min(1), row(1, 1));
        expect(window -> window.min("f1"), row(1, 1));
        expect(window -> window.max(1), row(5, 1));
        expect(window -> window.max("f1"), row(5, 1));
    }

    @Test
    void extremeRecordsAreTheFirstOfEqualOnesUnlessTheLastIsAskedFor() throws Exception {
        expect(window -> window.minBy(1), row(1, 2));
        expect(window -> window.minBy("f1"), row(1, 2));
        expect(window -> window.minBy(1, true), row(1, 2));
        expect(window -> window.minBy(1, false), row(1, 4));
        expect(window -> window.minBy("f1", false), row(1, 4));
        expect(window -> window.maxBy(1), row(5, 3));
        expect(window -> window.maxBy("f1"), row(5, 3));
        expect(window -> window.maxBy(1, true), row(5, 3));
        expect(window -> window.maxBy(1, false), row(5, 5));
        expect(window -> window.maxBy("f1", false), row(5, 5));
    }

    @Test
    void reducedValuesGoAloneOrThroughAWindowFunction() throws Exception {
        expect(window -> window.reduce(ADD), row(15, 15));
        expect(window -> window.reduce(ADD, new Tell()), "0..10 1 15");
        expect(window -> window.reduce(ADD, new Tell(), Types.STRING), "0..10 1 15");
        expect(window -> window.reduce(ADD, new TellInContext()), "0..10 1 15");
        expect(window -> window.reduce(ADD, new TellInContext(), Types.STRING), "0..10 1 15");
    }

    @Test
    void aggregatedValuesGoAloneOrThroughAWindowFunction() throws Exception {
        expect(window -> window.aggregate(new Average()), 3.0);
        expect(window -> window.aggregate(new Average(), SUM_AND_COUNT, Types.DOUBLE), 3.0);
        expect(window -> window.aggregate(new Average(), new TellAverage()), "0 3.0");
        expect(window -> window.aggregate(new Average(), new TellAverage(), SUM_AND_COUNT, Types.STRING), "0 3.0");
        expect(window -> window.aggregate(new Average(), new TellAverageInContext()), "0 3.0");
        expect(
                window -> window.aggregate(
                        new Average(), new TellAverageInContext(), SUM_AND_COUNT, Types.DOUBLE, Types.STRING),
                "0 3.0");
    }

    @Test
    void windowFunctionsAloneSeeEveryRecord() throws Exception {
        expect(window -> window.apply(new Tell()), "0..10 5 15");
        expect(window -> window.apply(new Tell(), Types.STRING), "0..10 5 15");
        expect(window -> window.process(new TellInContext()), "0..10 5 15");
        expect(window -> window.process(new TellInContext(), Types.STRING), "0..10 5 15");
    }

    @Test
    void aWindowedStreamKnowsWhatItIsMadeOf() {
        assertThat(windowed.getInputType()).isEqualTo(Types.TUPLE(Types.STRING, Types.INT, Types.INT));
        assertThat(windowed.getExecutionEnvironment()).isNotNull();
    }
}
