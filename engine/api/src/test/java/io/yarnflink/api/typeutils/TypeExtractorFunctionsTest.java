package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.AggregateFunction;
import io.yarnflink.api.functions.CoGroupFunction;
import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FlatJoinFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.JoinFunction;
import io.yarnflink.api.functions.KeySelector;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.Partitioner;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.Samples.NightRide;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeExtractorFunctionsTest {
    private static final TypeInformation<Tuple2<String, Long>> PAIR = Types.TUPLE(Types.STRING, Types.LONG);

    /** Joins, one way or another. */
    static class Joins
            implements JoinFunction<String, Long, Tuple2<String, Long>>,
                    FlatJoinFunction<String, Long, Tuple2<String, Long>>,
                    CoGroupFunction<String, Long, Tuple2<String, Long>> {
        @Override
        public Tuple2<String, Long> join(String first, Long second) {
            return Tuple2.of(first, second);
        }

        @Override
        public void join(String first, Long second, Collector<Tuple2<String, Long>> out) {
            out.collect(Tuple2.of(first, second));
        }

        @Override
        public void coGroup(Iterable<String> first, Iterable<Long> second, Collector<Tuple2<String, Long>> out) {}
    }

    /** Splits a text. */
    static class Split implements FlatMapFunction<String, Tuple2<String, Long>> {
        @Override
        public void flatMap(String value, Collector<Tuple2<String, Long>> out) {
            out.collect(Tuple2.of(value, 1L));
        }
    }

    /** Counts pairs. */
    static class Count implements AggregateFunction<String, Tuple2<String, Long>, Long> {
        @Override
        public Tuple2<String, Long> createAccumulator() {
            return Tuple2.of("", 0L);
        }

        @Override
        public Tuple2<String, Long> add(String value, Tuple2<String, Long> accumulator) {
            return Tuple2.of(value, accumulator.f1 + 1);
        }

        @Override
        public Long getResult(Tuple2<String, Long> accumulator) {
            return accumulator.f1;
        }

        @Override
        public Tuple2<String, Long> merge(Tuple2<String, Long> a, Tuple2<String, Long> b) {
            return Tuple2.of(a.f0, a.f1 + b.f1);
        }
    }

    /** Pairs what it gets with itself. */
    static class Twice<T> implements MapFunction<T, Tuple2<T, T>> {
        @Override
        public Tuple2<T, T> map(T value) {
            return Tuple2.of(value, value);
        }
    }

    @Test
    void functionsOfOneInputSayWhatTheyReturn() {
        MapFunction<String, Integer> length = String::length;
        assertThat(TypeExtractor.getMapReturnTypes(length, Types.STRING)).isEqualTo(Types.INT);
        assertThat(TypeExtractor.getMapReturnTypes(length, Types.STRING, "lengths", false))
                .isEqualTo(Types.INT);
        assertThat(TypeExtractor.getFlatMapReturnTypes(new Split(), Types.STRING))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getFlatMapReturnTypes(new Split(), Types.STRING, null, true))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getAggregateFunctionAccumulatorType(new Count(), Types.STRING, null, false))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getAggregateFunctionReturnType(new Count(), Types.STRING, null, false))
                .isEqualTo(Types.LONG);
        KeySelector<String, Integer> key = String::length;
        assertThat(TypeExtractor.getKeySelectorTypes(key, Types.STRING, null, false))
                .isEqualTo(Types.INT);
        TypeInformation<Tuple2<String, String>> twice = TypeExtractor.getUnaryOperatorReturnType(
                new Twice<String>(), MapFunction.class, 0, 1, TypeExtractor.NO_INDEX, Types.STRING, null, false);
        assertThat(twice).isEqualTo(Types.TUPLE(Types.STRING, Types.STRING));
    }

    @Test
    void functionsOfTwoInputsSayWhatTheyReturn() {
        var joins = new Joins();
        assertThat(TypeExtractor.getJoinReturnTypes(joins, Types.STRING, Types.LONG))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getJoinReturnTypes(joins, Types.STRING, Types.LONG, null, false))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getFlatJoinReturnTypes(joins, Types.STRING, Types.LONG))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getFlatJoinReturnTypes(joins, Types.STRING, Types.LONG, null, false))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getCoGroupReturnTypes(joins, Types.STRING, Types.LONG))
                .isEqualTo(PAIR);
        assertThat(TypeExtractor.getCoGroupReturnTypes(joins, Types.STRING, Types.LONG, null, false))
                .isEqualTo(PAIR);
        TypeInformation<Tuple2<String, Long>> binary = TypeExtractor.getBinaryOperatorReturnType(
                joins, JoinFunction.class, 0, 1, 2, null, Types.STRING, Types.LONG, null, false);
        assertThat(binary).isEqualTo(PAIR);
        assertThatThrownBy(() -> TypeExtractor.getBinaryOperatorReturnType(
                        joins, JoinFunction.class, 0, 1, 2, null, Types.STRING, Types.INT, null, false))
                .hasMessage("The input of " + Joins.class.getName()
                        + " is declared as java.lang.Long, but the records are of type Integer");
    }

    @Test
    void aTypeThatIsNotFoundIsAFailureOrAStandIn() {
        FlatMapFunction<String, String> lambda = (text, out) -> out.collect(text);
        assertThatThrownBy(() -> TypeExtractor.getFlatMapReturnTypes(lambda, Types.STRING))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining(
                        "Java keeps only Collector of its parameter Collector<O>; give the type with Types");
        TypeInformation<?> missing = TypeExtractor.getFlatMapReturnTypes(lambda, Types.STRING, "split", true);
        assertThat(missing)
                .isInstanceOfSatisfying(
                        MissingTypeInfo.class,
                        type -> assertThat(type.getFunctionName()).isEqualTo("split"));
        assertThatThrownBy(missing::getTypeClass).hasMessageContaining("Call .returns(...) right after it");
    }

    @Test
    void partitionersSayWhatTheirKeysAre() {
        Partitioner<String> lambda = (key, partitions) -> key.length() % partitions;
        assertThat(TypeExtractor.getPartitionerTypes(lambda)).isEqualTo(Types.STRING);
        Partitioner<Tuple2<String, Long>> named = new Partitioner<>() {
            @Override
            public int partition(Tuple2<String, Long> key, int numPartitions) {
                return 0;
            }
        };
        assertThat(TypeExtractor.getPartitionerTypes(named, null, false)).isEqualTo(PAIR);
        Partitioner<Tuple2<String, Long>> erased = (key, partitions) -> 0;
        assertThatThrownBy(() -> TypeExtractor.getPartitionerTypes(erased))
                .hasMessageContaining("does not say what K of Partitioner is")
                .hasMessageContaining("Java keeps only Tuple2 of its parameter");
    }

    @Test
    void classesSayWhatTheyGiveToTypeParameters() {
        TypeInformation<Tuple2<String, String>> twice =
                TypeExtractor.createTypeInfo(MapFunction.class, Twice.class, 1, Types.STRING, null);
        assertThat(twice).isEqualTo(Types.TUPLE(Types.STRING, Types.STRING));
        TypeInformation<Tuple2<String, Long>> split =
                TypeExtractor.createTypeInfo(new Split(), FlatMapFunction.class, Split.class, 1);
        assertThat(split).isEqualTo(PAIR);
        Type written = TypeExtractor.getParameterType(FlatMapFunction.class, Split.class, 1);
        assertThat(written).isInstanceOf(ParameterizedType.class);
        assertThat(TypeExtractor.createTypeInfo(written)).isEqualTo(PAIR);
        assertThatThrownBy(() -> TypeExtractor.getParameterType(MapFunction.class, Twice.class, 0))
                .hasMessageContaining("Twice does not say what T of MapFunction is");
        assertThat(TypeExtractor.createTypeInfo(Point.class)).isEqualTo(TypeExtractor.getForClass(Point.class));
    }

    /** A class that hides a field of its parent. */
    static class Hides extends Ride {
        @SuppressWarnings("HidingField")
        public long id;
    }

    @Test
    void fieldsAreThoseOfSuperclassesToo() {
        assertThat(TypeExtractor.getAllDeclaredFields(NightRide.class, false))
                .extracting("name")
                .contains("surcharge", "id", "driver")
                .doesNotContain("scratch");
        assertThat(TypeExtractor.getDeclaredField(NightRide.class, "driver")).isNotNull();
        assertThat(TypeExtractor.getDeclaredField(NightRide.class, "wheels")).isNull();
        assertThat(TypeExtractor.getAllDeclaredFields(Hides.class, true))
                .extracting("name")
                .contains("id");
        assertThatThrownBy(() -> TypeExtractor.getAllDeclaredFields(Hides.class, false))
                .hasMessageContaining("field id is declared twice in its class hierarchy; rename one");
        assertThat(TypeExtractor.isRecord(Point.class)).isTrue();
        assertThat(List.of(Ride.class, Split.class)).noneMatch(TypeExtractor::isRecord);
    }
}
