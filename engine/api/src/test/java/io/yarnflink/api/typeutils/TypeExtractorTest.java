package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.tuple.Tuple;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.BasicArrayTypeInfo;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInfo;
import io.yarnflink.api.typeinfo.TypeInfoFactory;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.Samples.Box;
import io.yarnflink.api.typeutils.Samples.Color;
import io.yarnflink.api.typeutils.Samples.Pair;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import io.yarnflink.api.typeutils.Samples.Shape;
import io.yarnflink.api.typeutils.Samples.WordCount;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TypeExtractorTest {
    @Test
    void primitivesCountAsTheirBoxes() {
        assertThat(TypeInformation.of(int.class)).isSameAs(Types.INT);
        assertThat(TypeInformation.of(Integer.class)).isSameAs(Types.INT);
        assertThat(TypeInformation.of(boolean.class)).isSameAs(Types.BOOLEAN);
        assertThat(BasicTypeInfo.getInfoFor(Thread.class)).isNull();
    }

    @Test
    void arraysAreKnownByTheirElements() {
        assertThat(TypeInformation.of(int[].class)).isSameAs(PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO);
        assertThat(TypeInformation.of(String[].class)).isSameAs(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
        assertThat(TypeInformation.of(int[][].class)).hasToString("int[][]").isInstanceOf(ObjectArrayTypeInfo.class);
        assertThat(TypeInformation.of(new TypeHint<Tuple2<String, Integer>[]>() {}))
                .hasToString("Tuple2<String, Integer>[]")
                .extracting(TypeInformation::getTypeClass)
                .isEqualTo(Tuple2[].class);
    }

    @Test
    void genericsAreTakenFromHints() {
        assertThat(TypeInformation.of(new TypeHint<Tuple3<String, List<Integer>, Map<String, int[]>>>() {}))
                .isEqualTo(Types.TUPLE(
                        Types.STRING, Types.LIST(Types.INT), Types.MAP(Types.STRING, TypeInformation.of(int[].class))));
        assertThat(TypeInformation.of(new TypeHint<Set<? extends Color>>() {}))
                .isEqualTo(Types.SET(Types.ENUM(Color.class)));
        assertThat(TypeInformation.of(new TypeHint<Box<Tuple2<Long, Color>>>() {})
                        .toString())
                .isEqualTo("RecordType<" + Box.class.getName() + ", components = [content: Tuple2<Long, Color>]>");
    }

    @Test
    void aHintOfATypeVariableSaysWhatToDo() {
        assertThatThrownBy(TypeExtractorTest::<String>hintOfVariable)
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("type variable X of private static")
                .hasMessageContaining("hintOfVariable")
                .hasMessageContaining("give all type arguments");
    }

    private static <X> void hintOfVariable() {
        new TypeHint<List<X>>() {};
    }

    @Test
    void rawTuplesAreRefusedAndOtherRawClassesGeneric() {
        assertThatThrownBy(() -> TypeInformation.of(Tuple2.class))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("type variable T0")
                .hasMessageContaining("new TypeHint<...>() {}");
        assertThatThrownBy(() -> TypeInformation.of(Tuple.class)).hasMessageContaining("use Tuple1 to Tuple25");
        assertThat(TypeInformation.of(Pair.class)).isEqualTo(Types.GENERIC(Pair.class));
    }

    @Test
    void subclassesOfTuplesAreTuplesUnlessTheyHaveFieldsOfTheirOwn() {
        assertThat(TypeInformation.of(WordCount.class)).hasToString("WordCount<String, Integer>");
        assertThat(Types.TUPLE(WordCount.class))
                .isEqualTo(new TupleTypeInfo<>(WordCount.class, Types.STRING, Types.INT));
        assertThat(TypeInformation.of(Scored.class)).isInstanceOf(PojoTypeInfo.class);
        assertThatThrownBy(() -> Types.TUPLE(Scored.class)).hasMessageContaining("further fields");
    }

    /** A tuple and more. */
    @SuppressWarnings("unchecked")
    public static class Scored extends Tuple2<String, Integer> {
        public double score;

        public Scored() {}
    }

    @Test
    void fieldsOfCompositesAreFoundByNamePositionAndPath() {
        var shape = (CompositeType<Shape>) TypeInformation.of(Shape.class);
        assertThat(shape.getFieldNames()).containsExactly("name", "color", "center", "id");
        assertThat(shape.getTypeAt(1)).isEqualTo(Types.ENUM(Color.class));
        assertThat(shape.getTypeAt("center.x")).isEqualTo(Types.INT);
        assertThat(shape.getArity()).isEqualTo(4);
        assertThat(shape.getTotalFields()).isEqualTo(5);
        assertThat(shape.hasField("color")).isTrue();
        assertThat(shape.getFieldIndex("colour")).isEqualTo(-1);
        assertThatThrownBy(() -> shape.getTypeAt("colour"))
                .hasMessageContaining("no field 'colour'")
                .hasMessageContaining("[name, color, center, id]");
        assertThatThrownBy(() -> shape.getTypeAt("name.x")).hasMessageContaining("has no fields");
        assertThatThrownBy(() -> shape.getTypeAt(4)).isInstanceOf(IndexOutOfBoundsException.class);
        var ride = (PojoTypeInfo<Ride>) TypeInformation.of(Ride.class);
        assertThat(ride.getFieldNames())
                .containsExactly("driver", "endTime", "fees", "id", "open", "passengers", "start", "stops");
        assertThat(ride.getTypeAt("endTime")).isEqualTo(TypeInformation.of(Instant.class));
        assertThat(ride.getPojoFieldAt(7)).hasToString("stops: List<Tuple2<String, Integer>>");
    }

    @Test
    void genericPojosTakeTheirArguments() {
        TypeInformation<?> type = TypeInformation.of(new TypeHint<Pair<Integer, Pair<String, Point>>>() {});
        var outer = (PojoTypeInfo<?>) type;
        assertThat(outer.getTypeAt("first")).isEqualTo(Types.INT);
        assertThat(outer.getTypeAt("second.first")).isEqualTo(Types.STRING);
        assertThat(outer.getTypeAt("second.second")).isEqualTo(TypeInformation.of(Point.class));
        assertThat(TypeInformation.of(Fixed.class)).isInstanceOf(PojoTypeInfo.class);
        assertThat(((PojoTypeInfo<?>) TypeInformation.of(Fixed.class)).getTypeAt("second"))
                .isEqualTo(Types.LIST(Types.LONG));
    }

    /** Says its superclass's arguments. */
    public static class Fixed extends Pair<String, List<Long>> {
        public Fixed() {}
    }

    @Test
    void aValueSaysItsType() {
        assertThat(TypeExtractor.getForObject("a")).isSameAs(Types.STRING);
        assertThat(TypeExtractor.getForObject(Tuple2.of("a", Tuple2.of(1, 2L))))
                .hasToString("Tuple2<String, Tuple2<Integer, Long>>");
        assertThat(TypeExtractor.getForObject(Color.GREEN)).isEqualTo(Types.ENUM(Color.class));
        assertThat((Object) TypeInformation.of(((Object) Color.GREEN).getClass()))
                .isEqualTo(Types.ENUM(Color.class));
        assertThat(TypeExtractor.getForObject(new WordCount("a", 1))).isEqualTo(Types.TUPLE(WordCount.class));
    }

    @Test
    void classesWithAFactoryAreItsBusiness() {
        assertThat(TypeInformation.of(Celsius.class)).isEqualTo(Types.GENERIC(Celsius.class));
        TypeInformation<?> hinted = TypeInformation.of(new TypeHint<Wrapped<String>>() {});
        assertThat(hinted).isEqualTo(Types.LIST(Types.STRING));
        assertThat(((PojoTypeInfo<?>) TypeInformation.of(Weather.class)).getTypeAt("degrees"))
                .isEqualTo(Types.GENERIC(Celsius.class));
    }

    @Test
    void classesBelowAClassWithAFactoryAreItsBusinessToo() {
        assertThat(TypeInformation.of(Holder.class)).isEqualTo(Types.LIST(Types.LONG));
        assertThat(Celsius.class.getAnnotation(TypeInfo.class).value()).isEqualTo(CelsiusFactory.class);
    }

    /** Has its type made by a factory. */
    @TypeInfo(WrappedFactory.class)
    static class Open<T> {}

    /** Inherits the factory. */
    static class Holder extends Open<Long> {}

    @TypeInfo(CelsiusFactory.class)
    record Celsius(double degrees) {}

    @TypeInfo(WrappedFactory.class)
    record Wrapped<T>(T value) {}

    /** Has a field whose type a factory makes. */
    public static class Weather {
        @TypeInfo(CelsiusFactory.class)
        public @Nullable Object degrees;

        public Weather() {}
    }

    /** Makes a type that is easy to recognize. */
    public static class CelsiusFactory extends TypeInfoFactory<Celsius> {
        @Override
        public TypeInformation<Celsius> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return Types.GENERIC(Celsius.class);
        }
    }

    /** Makes a type of its parameter. */
    public static class WrappedFactory extends TypeInfoFactory<List<?>> {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes", "NullAway"})
        public TypeInformation<List<?>> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return (TypeInformation) Types.LIST(genericParameters.get("T"));
        }
    }

    @Test
    void otherSerializableClassesAreGeneric() {
        assertThat(TypeInformation.of(ArrayList.class)).hasToString("GenericType<java.util.ArrayList>");
        assertThat(TypeInformation.of(Number.class)).isEqualTo(Types.GENERIC(Number.class));
        assertThat(TypeInformation.of(List.class)).isEqualTo(Types.GENERIC(List.class));
        assertThat(TypeInformation.of(Object.class)).isEqualTo(Types.GENERIC(Object.class));
    }

    @Test
    void slowSerializationIsWarnedOfOnceForEachClass() {
        var type = new GenericTypeInfo<>(StringJoiner.class);
        assertThat(type.createSerializer(new ExecutionConfig())).isNotNull();
        assertThat(type.isFirst()).isFalse();
        assertThat(new GenericTypeInfo<>(StringTokenizer.class).isFirst()).isTrue();
    }

    @Test
    void aTypeThatContainsItselfIsGenericInside() {
        assertThat(TypeInformation.of(Node.class))
                .isInstanceOfSatisfying(
                        RecordTypeInfo.class,
                        node -> assertThat(node.getTypeAt(1)).isEqualTo(Types.GENERIC(Node.class)));
    }

    record Node(int value, @Nullable Node next) {}
}
