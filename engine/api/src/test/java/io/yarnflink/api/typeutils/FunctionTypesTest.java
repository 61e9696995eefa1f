package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.Collector;
import io.yarnflink.api.functions.FilterFunction;
import io.yarnflink.api.functions.FlatMapFunction;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.KeyedProcessFunction;
import io.yarnflink.api.functions.MapFunction;
import io.yarnflink.api.functions.RichMapFunction;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.Samples.Box;
import io.yarnflink.api.typeutils.Samples.Pair;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FunctionTypesTest {
    private static final TypeInformation<Tuple2<String, Integer>> PAIR = Types.TUPLE(Types.STRING, Types.INT);

    /** Splits a line. */
    static class Split implements FlatMapFunction<String, Tuple2<String, Integer>> {
        @Override
        public void flatMap(String line, Collector<Tuple2<String, Integer>> out) {
            out.collect(Tuple2.of(line, 1));
        }
    }

    abstract static class Middle<A, B> extends RichMapFunction<B, List<A>> {}

    static class Bottom extends Middle<Box<Integer>, String> {
        @Override
        public List<Box<Integer>> map(String value) {
            return List.of();
        }
    }

    static class Identity<T> implements MapFunction<T, T> {
        @Override
        public T map(T value) {
            return value;
        }
    }

    static class Second<A, B> implements MapFunction<Tuple2<A, B>, List<B>> {
        @Override
        public List<B> map(Tuple2<A, B> value) {
            return List.of(value.f1);
        }
    }

    static class Opened<T> implements MapFunction<Box<T>, Tuple2<T, Integer>> {
        @Override
        public Tuple2<T, Integer> map(Box<T> value) {
            return Tuple2.of(value.content(), 1);
        }
    }

    static class Swapped<A, B> implements MapFunction<Pair<A, List<B>>, Tuple2<B, A>> {
        @Override
        public Tuple2<B, A> map(Pair<A, List<B>> value) {
            return Tuple2.of(value.second.get(0), value.first);
        }
    }

    interface StringToPair extends MapFunction<String, Tuple2<String, Integer>> {}

    static class Knows implements MapFunction<String, Object>, ResultTypeQueryable<Object> {
        @Override
        public Object map(String value) {
            return value;
        }

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"})
        public TypeInformation<Object> getProducedType() {
            return (TypeInformation) Types.LONG;
        }
    }

    static class Count extends KeyedProcessFunction<String, Point, Long> {
        @Override
        public void processElement(Point value, Context ctx, Collector<Long> out) {
            out.collect(1L);
        }
    }

    @Test
    void namedAndAnonymousClassesSayTheirTypes() {
        assertThat(flatMap(new Split(), Types.STRING)).contains(PAIR);
        assertThat(map(
                        new MapFunction<String, Tuple2<String, Integer>>() {
                            @Override
                            public Tuple2<String, Integer> map(String value) {
                                return Tuple2.of(value, 1);
                            }
                        },
                        Types.STRING))
                .contains(PAIR);
    }

    @Test
    void typeArgumentsAreFollowedThroughSuperclasses() {
        assertThat(map(new Bottom(), Types.STRING).orElseThrow().toString())
                .isEqualTo("List<RecordType<" + Box.class.getName() + ", components = [content: Integer]>>");
    }

    @Test
    void freeVariablesAreTakenFromTheInput() {
        assertThat(map(new Identity<>(), PAIR)).contains(PAIR);
        assertThat(map(new Second<>(), PAIR)).contains(Types.LIST(Types.INT));
    }

    @Test
    void freeVariablesAreTakenFromFieldsOfTheInput() {
        assertThat(map(new Opened<>(), TypeInformation.of(new TypeHint<Box<String>>() {})))
                .contains(PAIR);
        assertThat(map(new Swapped<>(), TypeInformation.of(new TypeHint<Pair<Integer, List<String>>>() {})))
                .contains(PAIR);
    }

    @Test
    void lambdasSayTheirTypesUnlessTheyAreGeneric() {
        assertThat(map((String s) -> s.length(), Types.STRING)).contains(Types.INT);
        assertThat(map((String s) -> new Point(1, 2), Types.STRING)).contains(TypeInformation.of(Point.class));
        assertThat(map((String s) -> new Ride(), Types.STRING)).contains(TypeInformation.of(Ride.class));
        assertThat(map((String s) -> new int[] {1}, Types.STRING)).contains(TypeInformation.of(int[].class));
        assertThat(map((Tuple2<String, Integer> t) -> t.f0, PAIR)).contains(Types.STRING);
        assertThat(map((String s) -> Tuple2.of(s, 1), Types.STRING)).isEmpty();
        assertThat(map((String s) -> List.of(s), Types.STRING)).isEmpty();
        assertThat(map((String s) -> new List<?>[0], Types.STRING)).isEmpty();
        assertThat(map((String s) -> (Object) s, Types.STRING)).isEmpty();
        FlatMapFunction<String, String> split = (line, out) -> out.collect(line);
        assertThat(flatMap(split, Types.STRING)).isEmpty();
    }

    @Test
    void lambdasThatCaptureVariablesSayTheirTypesToo() {
        int limit = 3;
        var prefix = "p";
        assertThat(map((String s) -> (prefix + s).substring(limit), Types.STRING))
                .contains(Types.STRING);
    }

    @Test
    void aLambdaOfASubinterfaceSaysItsFullType() {
        StringToPair function = s -> Tuple2.of(s, 1);
        assertThat(map(function, Types.STRING)).contains(PAIR);
    }

    @Test
    void methodReferencesSayTheirFullTypes() {
        assertThat(map(Integer::parseInt, Types.STRING)).contains(Types.INT);
        assertThat(map((MapFunction<String, String>) String::trim, Types.STRING))
                .contains(Types.STRING);
        assertThat(map(FunctionTypesTest::pair, Types.STRING)).contains(PAIR);
        assertThat(map(this::boundPair, Types.STRING)).contains(PAIR);
        assertThat(map((MapFunction<String, StringBuilder>) StringBuilder::new, Types.STRING))
                .contains(Types.GENERIC(StringBuilder.class));
        FlatMapFunction<String, Tuple2<String, Integer>> split = FunctionTypesTest::split;
        assertThat(flatMap(split, Types.STRING)).contains(PAIR);
        MapFunction<String, Tuple2<String, String>> twice = FunctionTypesTest::twice;
        assertThat(map(twice, Types.STRING)).isEmpty();
    }

    private static Tuple2<String, Integer> pair(String value) {
        return Tuple2.of(value, 1);
    }

    private Tuple2<String, Integer> boundPair(String value) {
        return pair(value.toLowerCase(Locale.ROOT));
    }

    private static <T> Tuple2<T, T> twice(T value) {
        return Tuple2.of(value, value);
    }

    private static void split(String line, Collector<Tuple2<String, Integer>> out) {
        out.collect(pair(line));
    }

    @Test
    void aFunctionThatKnowsItsTypeIsBelieved() {
        assertThat(map(new Knows(), Types.STRING).map(Object::toString)).contains("Long");
    }

    @Test
    void theInputIsTheParameterBeforeTheOutput() {
        Optional<TypeInformation<Long>> type =
                TypeExtractor.returnType(new Count(), KeyedProcessFunction.class, 2, TypeInformation.of(Point.class));
        assertThat(type).contains(Types.LONG);
        assertThatThrownBy(() -> TypeExtractor.returnType(new Count(), KeyedProcessFunction.class, 2, Types.STRING))
                .isInstanceOf(InvalidTypesException.class);
    }

    @Test
    void anotherInputThanDeclaredIsRefused() {
        assertThatThrownBy(() -> TypeExtractor.returnType(new Split(), FlatMapFunction.class, 1, Types.INT))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage("The input of " + Split.class.getName()
                        + " is declared as java.lang.String, but the records are of type Integer");
        var longs = new MapFunction<Tuple2<String, Long>, String>() {
            @Override
            public String map(Tuple2<String, Long> value) {
                return value.f0;
            }
        };
        assertThatThrownBy(() -> TypeExtractor.returnType(longs, MapFunction.class, 1, PAIR))
                .hasMessageContaining("Tuple2<java.lang.String, java.lang.Long>")
                .hasMessageContaining("but the records are of type Tuple2<String, Integer>");
        FilterFunction<String> filter = s -> s.isEmpty();
        assertThatThrownBy(() -> TypeExtractor.checkInputType(filter, FilterFunction.class, 0, Types.LONG))
                .hasMessage("The input of a lambda in " + FunctionTypesTest.class.getName()
                        + " is declared as java.lang.String, but the records are of type Long");
    }

    @Test
    void aMoreGeneralInputIsAccepted() {
        FilterFunction<Object> any = s -> true;
        assertThatCode(() -> TypeExtractor.checkInputType(any, FilterFunction.class, 0, Types.LONG))
                .doesNotThrowAnyException();
        MapFunction<Number, Integer> round = n -> n.intValue();
        assertThat(TypeExtractor.<Integer>returnType(round, MapFunction.class, 1, Types.LONG))
                .contains(Types.INT);
    }

    private static <I, O> Optional<TypeInformation<O>> map(MapFunction<I, O> function, TypeInformation<I> input) {
        return TypeExtractor.returnType(function, MapFunction.class, 1, input);
    }

    private static <I, O> Optional<TypeInformation<O>> flatMap(
            FlatMapFunction<I, O> function, TypeInformation<I> input) {
        return TypeExtractor.returnType(function, FlatMapFunction.class, 1, input);
    }
}
