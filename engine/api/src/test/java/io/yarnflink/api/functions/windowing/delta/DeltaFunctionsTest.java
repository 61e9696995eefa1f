package io.yarnflink.api.functions.windowing.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.yarnflink.api.functions.windowing.delta.extractor.ArrayFromTuple;
import io.yarnflink.api.functions.windowing.delta.extractor.ConcatenatedExtract;
import io.yarnflink.api.functions.windowing.delta.extractor.Extractor;
import io.yarnflink.api.functions.windowing.delta.extractor.FieldFromArray;
import io.yarnflink.api.functions.windowing.delta.extractor.FieldFromTuple;
import io.yarnflink.api.functions.windowing.delta.extractor.FieldsFromArray;
import io.yarnflink.api.functions.windowing.delta.extractor.FieldsFromTuple;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import org.junit.jupiter.api.Test;

class DeltaFunctionsTest {
    @Test
    void euclideanDistanceIsTheLineBetweenPoints() {
        EuclideanDistance<double[]> points = new EuclideanDistance<>();
        assertThat(points.getDelta(new double[] {0, 0}, new double[] {3, 4})).isEqualTo(5);
        assertThat(points.getNestedDelta(new double[] {1}, new double[] {1})).isZero();
        EuclideanDistance<Tuple2<String, Double>> fields = new EuclideanDistance<>(tuple -> new double[] {tuple.f1});
        assertThat(fields.getDelta(Tuple2.of("a", 1.0), Tuple2.of("b", 3.5))).isEqualTo(2.5);
    }

    @Test
    void cosineDistanceIsTheDifferenceInDirection() {
        CosineDistance<double[]> vectors = new CosineDistance<>();
        assertThat(vectors.getDelta(new double[] {1, 0}, new double[] {0, 2})).isEqualTo(1);
        assertThat(vectors.getDelta(new double[] {1, 0}, new double[] {5, 0})).isCloseTo(0, within(1e-12));
        assertThat(vectors.getDelta(new double[] {1, 0}, new double[] {-5, 0})).isCloseTo(2, within(1e-12));
        assertThat(vectors.getNestedDelta(new double[] {0, 0}, new double[] {1, 0}))
                .isZero();
        CosineDistance<Tuple2<Double, Double>> fields =
                new CosineDistance<>(tuple -> new double[] {tuple.f0, tuple.f1});
        assertThat(fields.getDelta(Tuple2.of(1.0, 0.0), Tuple2.of(0.0, 1.0))).isEqualTo(1);
    }

    @Test
    void aDistanceOfTheProgramsComparesWhatItExtracts() {
        ExtractionAwareDeltaFunction<String, Integer> lengths = new ExtractionAwareDeltaFunction<>(String::length) {
            @Override
            public double getNestedDelta(Integer oldDataPoint, Integer newDataPoint) {
                return newDataPoint - oldDataPoint;
            }
        };
        assertThat(lengths.getDelta("abc", "abcdef")).isEqualTo(3);
        assertThat(lengths.getNestedDelta(4, 1)).isEqualTo(-3);
    }

    @Test
    void extractorsTakeFieldsOfTuplesAndArrays() {
        Tuple tuple = Tuple3.of(1, 2.5, 3L);
        assertThat(new FieldFromTuple<Integer>().extract(tuple)).isEqualTo(1);
        assertThat(new FieldFromTuple<Double>(1).extract(tuple)).isEqualTo(2.5);
        assertThat(new FieldsFromTuple(2, 0).extract(tuple)).containsExactly(3, 1);
        assertThat(new ArrayFromTuple().extract(tuple)).containsExactly(1, 2.5, 3L);
        assertThat(new ArrayFromTuple(2, 1).extract(tuple)).containsExactly(3L, 2.5);
        assertThat(new FieldFromArray<String>().extract(new String[] {"a", "b"}))
                .isEqualTo("a");
        assertThat(new FieldFromArray<Integer>(1).extract(new int[] {4, 5})).isEqualTo(5);
        assertThat(new FieldsFromArray<>(Integer.class, 2, 0).extract(new int[] {4, 5, 6}))
                .containsExactly(6, 4);
    }

    @Test
    void extractorsFollowEachOther() {
        Extractor<Tuple, Object[]> array = new ArrayFromTuple();
        ConcatenatedExtract<Tuple, Object, String> second = new ConcatenatedExtract<>(
                new ConcatenatedExtract<>(array, fields -> fields), new FieldFromArray<String>(1));
        assertThat(second.extract(Tuple2.of(1, "abc"))).isEqualTo("abc");
        assertThat(second.add(String::length).extract(Tuple2.of(1, "abc"))).isEqualTo(3);
    }
}
