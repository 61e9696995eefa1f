package io.yarnflink.testkit.harness;

import io.yarnflink.api.datastream.KeyedStream;
import io.yarnflink.api.datastream.SingleOutputStreamOperator;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.tuple.Tuple3;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What rolling sums and extremes give for each record of a key, by position and by name. */
class RollingAggregationsTest {
    private static final int[] VALUES = {3, 1, 5, 1, 5};

    private final KeyedStream<Tuple3<String, Integer, Integer>, String> keyed =
            StreamExecutionEnvironment.getExecutionEnvironment()
                    .fromData(row(0, 0))
                    .keyBy(row -> row.f0);

    private static Tuple3<String, Integer, Integer> row(int value, int number) {
        return Tuple3.of("a", value, number);
    }

    /** Pairs of the aggregated value and the number of the record whose other fields it keeps. */
    private void expect(
            Function<
                            KeyedStream<Tuple3<String, Integer, Integer>, String>,
                            SingleOutputStreamOperator<Tuple3<String, Integer, Integer>>>
                    aggregation,
            int... valuesAndNumbers)
            throws Exception {
        OperatorVerification<Tuple3<String, Integer, Integer>> verification =
                OperatorVerification.verify(aggregation.apply(keyed));
        List<Tuple3<String, Integer, Integer>> expected = new ArrayList<>();
        for (int i = 0; i < VALUES.length; i++) {
            verification.input(row(VALUES[i], i + 1));
            expected.add(row(valuesAndNumbers[2 * i], valuesAndNumbers[2 * i + 1]));
        }
        verification.end().expect(expected).run();
    }

    @Test
    void sumsKeepTheOtherFieldsOfTheFirstRecord() throws Exception {
        int[] sums = {3, 1, 4, 1, 9, 1, 10, 1, 15, 1};
        expect(stream -> stream.sum(1), sums);
        expect(stream -> stream.sum("f1"), sums);
    }

    @Test
    void extremesKeepTheOtherFieldsOfTheFirstRecord() throws Exception {
        int[] least = {3, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        int[] greatest = {3, 1, 3, 1, 5, 1, 5, 1, 5, 1};
        expect(stream -> stream.min(1), least);
        expect(stream -> stream.min("f1"), least);
        expect(stream -> stream.max(1), greatest);
        expect(stream -> stream.max("f1"), greatest);
    }

    @Test
    void extremeRecordsAreTheFirstOfEqualOnesUnlessTheLastIsAskedFor() throws Exception {
        int[] firstLeast = {3, 1, 1, 2, 1, 2, 1, 2, 1, 2};
        int[] lastLeast = {3, 1, 1, 2, 1, 2, 1, 4, 1, 4};
        int[] firstGreatest = {3, 1, 3, 1, 5, 3, 5, 3, 5, 3};
        int[] lastGreatest = {3, 1, 3, 1, 5, 3, 5, 3, 5, 5};
        expect(stream -> stream.minBy(1), firstLeast);
        expect(stream -> stream.minBy("f1"), firstLeast);
        expect(stream -> stream.minBy(1, false), lastLeast);
        expect(stream -> stream.minBy("f1", false), lastLeast);
        expect(stream -> stream.maxBy(1), firstGreatest);
        expect(stream -> stream.maxBy("f1"), firstGreatest);
        expect(stream -> stream.maxBy(1, false), lastGreatest);
        expect(stream -> stream.maxBy("f1", false), lastGreatest);
    }
}
