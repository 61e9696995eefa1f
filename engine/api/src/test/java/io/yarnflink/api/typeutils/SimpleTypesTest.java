package io.yarnflink.api.typeutils;

import static io.yarnflink.api.typeutils.SerializerAssert.keeps;
import static io.yarnflink.api.typeutils.SerializerAssert.serializer;
import static io.yarnflink.api.typeutils.SerializerAssert.travels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.BasicArrayTypeInfo;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.FractionalTypeInfo;
import io.yarnflink.api.typeinfo.IntegerTypeInfo;
import io.yarnflink.api.typeinfo.LocalTimeTypeInfo;
import io.yarnflink.api.typeinfo.NothingTypeInfo;
import io.yarnflink.api.typeinfo.NumericTypeInfo;
import io.yarnflink.api.typeinfo.PrimitiveArrayTypeInfo;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.Nothing;
import io.yarnflink.api.typeutils.Samples.Color;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimpleTypesTest {
    /** A type that a user derives from the basic ones. */
    private static final class Code extends IntegerTypeInfo<Integer> {
        Code() {
            super(Integer.class, new Class<?>[] {Long.class}, BasicTypeInfo.INT_TYPE_INFO.createSerializer(CONFIG));
        }
    }

    private static final ExecutionConfig CONFIG = new ExecutionConfig();

    @Test
    void numbersWidenAsInJava() {
        assertThat(BasicTypeInfo.BYTE_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.SHORT_TYPE_INFO))
                .isTrue();
        assertThat(BasicTypeInfo.SHORT_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.INT_TYPE_INFO))
                .isTrue();
        assertThat(BasicTypeInfo.INT_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.LONG_TYPE_INFO))
                .isTrue();
        assertThat(BasicTypeInfo.LONG_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.DOUBLE_TYPE_INFO))
                .isTrue();
        assertThat(BasicTypeInfo.FLOAT_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.DOUBLE_TYPE_INFO))
                .isTrue();
        assertThat(BasicTypeInfo.DOUBLE_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.FLOAT_TYPE_INFO))
                .isFalse();
        assertThat(BasicTypeInfo.STRING_TYPE_INFO.shouldAutocastTo(BasicTypeInfo.INT_TYPE_INFO))
                .isFalse();
        assertThat(new Code().shouldAutocastTo(BasicTypeInfo.LONG_TYPE_INFO)).isTrue();
        assertThat(List.of(Types.BYTE, Types.SHORT, Types.INT, Types.LONG))
                .allSatisfy(type -> assertThat(type).isInstanceOf(IntegerTypeInfo.class));
        assertThat(List.of(Types.FLOAT, Types.DOUBLE))
                .allSatisfy(type ->
                        assertThat(type).isInstanceOf(FractionalTypeInfo.class).isInstanceOf(NumericTypeInfo.class));
        assertThat(Types.BIG_DEC).isNotInstanceOf(NumericTypeInfo.class);
        travels(Types.INT);
        travels(Types.DOUBLE);
    }

    @Test
    void arraysKnowTheirElements() {
        BasicArrayTypeInfo<String[], String> strings = BasicArrayTypeInfo.getInfoFor(String[].class);
        assertThat(strings).isSameAs(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO);
        assertThat(BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO.getComponentInfo()).isEqualTo(Types.STRING);
        assertThat(BasicArrayTypeInfo.INT_ARRAY_TYPE_INFO.getComponentTypeClass())
                .isEqualTo(Integer.class);
        assertThat(BasicArrayTypeInfo.getInfoFor(Point[].class)).isNull();
        assertThat(PrimitiveArrayTypeInfo.getInfoFor(int[].class))
                .isSameAs(PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO);
        assertThat(PrimitiveArrayTypeInfo.getInfoFor(Integer[].class)).isNull();
        assertThat(PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO.getComponentClass())
                .isEqualTo(long.class);
        assertThat(PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO.getComponentType())
                .isEqualTo(Types.LONG);
        TypeInformation<Point> point = TypeInformation.of(Point.class);
        ObjectArrayTypeInfo<Point[], Point> points = ObjectArrayTypeInfo.getInfoFor(point);
        assertThat(points.getComponentInfo()).isEqualTo(point);
        assertThat(points.getTypeClass()).isEqualTo(Point[].class);
        assertThat(points).isEqualTo(ObjectArrayTypeInfo.getInfoFor(Point[].class, point));
        assertThatThrownBy(() -> ObjectArrayTypeInfo.getInfoFor(int[].class, Types.INT))
                .hasMessage("[I is not an array of objects");
    }

    @Test
    void allTypesAnswerTheSameQuestions() {
        for (TypeInformation<?> type : List.<TypeInformation<?>>of(
                BasicArrayTypeInfo.STRING_ARRAY_TYPE_INFO,
                PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO,
                ObjectArrayTypeInfo.getInfoFor(TypeInformation.of(Point.class)),
                LocalTimeTypeInfo.LOCAL_DATE,
                new EnumTypeInfo<>(Color.class),
                new GenericTypeInfo<>(StringBuilder.class),
                new ListTypeInfo<>(Types.INT),
                new SetTypeInfo<>(Types.INT),
                new MapTypeInfo<>(Types.INT, Types.STRING))) {
            assertThat(type.isBasicType()).isFalse();
            assertThat(type.isTupleType()).isFalse();
            assertThat(type.getArity()).isEqualTo(1);
            assertThat(type.getTotalFields()).isEqualTo(1);
            assertThat(type.canEqual(type)).isTrue();
            assertThat(type.canEqual(Types.STRING)).isFalse();
            assertThat(type.isSortKeyType()).isEqualTo(type.isKeyType());
        }
        assertThat(Types.STRING.isBasicType()).isTrue();
    }

    @Test
    void localDatesAndTimesAreFoundByTheirClasses() {
        assertThat(LocalTimeTypeInfo.getInfoFor(LocalDate.class)).isSameAs(LocalTimeTypeInfo.LOCAL_DATE);
        assertThat(LocalTimeTypeInfo.getInfoFor(LocalTime.class)).isSameAs(LocalTimeTypeInfo.LOCAL_TIME);
        assertThat(LocalTimeTypeInfo.getInfoFor(LocalDateTime.class)).isSameAs(LocalTimeTypeInfo.LOCAL_DATE_TIME);
        assertThat(LocalTimeTypeInfo.getInfoFor(String.class)).isNull();
    }

    @Test
    void collectionsAreMadeOfClassesOrTypes() {
        assertThat(new ListTypeInfo<>(Integer.class)).isEqualTo(new ListTypeInfo<>(Types.INT));
        assertThat(new SetTypeInfo<>(Integer.class)).isEqualTo(new SetTypeInfo<>(Types.INT));
        assertThat(new SetTypeInfo<>(Types.INT).getElementTypeInfo()).isEqualTo(Types.INT);
        assertThat(new MapTypeInfo<>(Integer.class, String.class))
                .isEqualTo(new MapTypeInfo<>(Types.INT, Types.STRING));
    }

    @Test
    void multisetsCountTheirElements() {
        MultisetTypeInfo<String> type = MultisetTypeInfo.getInfoFor(Types.STRING);
        assertThat(type)
                .isEqualTo(new MultisetTypeInfo<>(String.class))
                .isEqualTo(new MultisetTypeInfo<>(Types.STRING))
                .isNotEqualTo(new MapTypeInfo<>(Types.STRING, Types.INT))
                .hasToString("Multiset<String>");
        assertThat(new MapTypeInfo<>(Types.STRING, Types.INT)).isNotEqualTo(type);
        assertThat(type.getElementTypeInfo()).isEqualTo(Types.STRING);
        assertThat(type.canEqual(type)).isTrue();
        keeps(type, Map.of("a", 2));
    }

    @Test
    @SuppressWarnings("NullAway") // What is tested.
    void nullableCollectionsMayBeMissing() {
        keeps(new NullableListTypeInfo<>(Types.STRING), null);
        keeps(new NullableListTypeInfo<>(String.class), Arrays.asList("a", null));
        keeps(new NullableSetTypeInfo<>(Types.STRING), null);
        keeps(new NullableSetTypeInfo<>(String.class), new LinkedHashSet<>(Set.of("a")));
        keeps(new NullableMapTypeInfo<>(Types.STRING, Types.INT), null);
        keeps(new NullableMapTypeInfo<>(String.class, Integer.class), Map.of("a", 1));
        assertThat(new NullableListTypeInfo<>(Types.STRING))
                .isNotEqualTo(new ListTypeInfo<>(Types.STRING))
                .hasToString("NullableList<String>");
        assertThat(new NullableSetTypeInfo<>(Types.STRING)).hasToString("NullableSet<String>");
        assertThat(new NullableMapTypeInfo<>(Types.STRING, Types.INT)).hasToString("NullableMap<String, Integer>");
    }

    @Test
    void nothingHasNoValues() {
        TypeInformation<Nothing> nothing = new NothingTypeInfo();
        assertThat(nothing)
                .isEqualTo(new NothingTypeInfo())
                .hasSameHashCodeAs(new NothingTypeInfo())
                .hasToString("Nothing");
        assertThat(nothing.getTypeClass()).isEqualTo(Nothing.class);
        assertThat(nothing.getArity()).isZero();
        assertThat(nothing.getTotalFields()).isZero();
        assertThat(nothing.isKeyType()).isFalse();
        assertThat(nothing.isBasicType()).isFalse();
        assertThat(nothing.isTupleType()).isFalse();
        assertThat(nothing.canEqual(new NothingTypeInfo())).isTrue();
        assertThatThrownBy(() -> serializer(nothing)).hasMessageContaining("There are no values of type Nothing");
    }

    @Test
    void hintsOfOneTypeAreEqual() {
        TypeHint<List<String>> hint = new TypeHint<>() {};
        TypeHint<List<String>> same = new TypeHint<>() {};
        assertThat(hint.getTypeInfo()).isEqualTo(Types.LIST(Types.STRING));
        assertThat(hint).isEqualTo(same).hasSameHashCodeAs(same).hasToString("TypeHint: List<String>");
        assertThat((Object) hint).isNotEqualTo(new TypeHint<Set<String>>() {});
        assertThat(serializer(Types.INT)).isInstanceOf(ImmutableSerializer.class);
    }
}
