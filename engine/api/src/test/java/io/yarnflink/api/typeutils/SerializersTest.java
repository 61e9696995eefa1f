package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.memory.ByteArrayInputView;
import io.yarnflink.api.tuple.Tuple0;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.NullFieldException;
import io.yarnflink.api.typeutils.Samples.Bag;
import io.yarnflink.api.typeutils.Samples.Box;
import io.yarnflink.api.typeutils.Samples.Color;
import io.yarnflink.api.typeutils.Samples.NightRide;
import io.yarnflink.api.typeutils.Samples.Pair;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import io.yarnflink.api.typeutils.Samples.Shape;
import io.yarnflink.api.typeutils.Samples.WordCount;
import java.io.EOFException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings({"NullAway", "JavaUtilDate"}) // Nulls and old dates are among what is tested.
class SerializersTest {
    static Stream<TypeInformation<?>> randomTypes() {
        return Stream.of(
                Types.STRING,
                Types.INT,
                Types.LONG,
                Types.DOUBLE,
                Types.FLOAT,
                Types.BOOLEAN,
                Types.BYTE,
                Types.SHORT,
                Types.CHAR,
                Types.BIG_INT,
                Types.BIG_DEC,
                Types.INSTANT,
                Types.LOCAL_DATE,
                TypeInformation.of(Color.class),
                TypeInformation.of(Point.class),
                TypeInformation.of(Shape.class),
                TypeInformation.of(Ride.class),
                TypeInformation.of(new TypeHint<List<Integer>>() {}),
                TypeInformation.of(new TypeHint<Map<String, List<Shape>>>() {}),
                TypeInformation.of(new TypeHint<Tuple2<String, Integer>>() {}),
                TypeInformation.of(new TypeHint<Tuple3<Tuple2<Long, Ride>, Shape, List<Double>>>() {}));
    }

    @ParameterizedTest
    @MethodSource("randomTypes")
    @SuppressWarnings("unchecked")
    <T> void randomValuesAreKept(TypeInformation<T> type) {
        SerializerAssert.travels(type);
        var random = new Random(type.toString().hashCode());
        for (int i = 0; i < 50; i++) {
            SerializerAssert.keeps(type, (T) Samples.random(type, random));
        }
    }

    static Stream<Tuple2<TypeInformation<?>, Object>> values() {
        return Stream.of(
                Tuple2.of(Types.STRING, null),
                Tuple2.of(Types.VOID, null),
                Tuple2.of(Types.DOUBLE, Double.NaN),
                Tuple2.of(Types.BIG_DEC, new BigDecimal("1.500")),
                Tuple2.of(Types.BIG_INT, BigInteger.ONE.shiftLeft(900)),
                Tuple2.of(Types.INSTANT, Instant.MIN),
                Tuple2.of(Types.LOCAL_TIME, LocalTime.MAX),
                Tuple2.of(Types.LOCAL_DATE, LocalDate.MIN),
                Tuple2.of(Types.LOCAL_DATE_TIME, LocalDateTime.MAX),
                Tuple2.of(TypeInformation.of(Date.class), new Date(-1)),
                Tuple2.of(TypeInformation.of(int[].class), new int[] {1, -2}),
                Tuple2.of(TypeInformation.of(long[].class), new long[] {Long.MIN_VALUE}),
                Tuple2.of(TypeInformation.of(byte[].class), new byte[] {1, 2, 3}),
                Tuple2.of(TypeInformation.of(short[].class), new short[] {1, -1}),
                Tuple2.of(TypeInformation.of(char[].class), new char[] {'a', '\uffff'}),
                Tuple2.of(TypeInformation.of(float[].class), new float[] {0.5f}),
                Tuple2.of(TypeInformation.of(double[].class), new double[] {}),
                Tuple2.of(TypeInformation.of(boolean[].class), new boolean[] {true, false}),
                Tuple2.of(TypeInformation.of(String[].class), new String[] {"a", null}),
                Tuple2.of(TypeInformation.of(Integer[].class), new Integer[] {1, null}),
                Tuple2.of(TypeInformation.of(int[][].class), new int[][] {{1}, null, {}}),
                Tuple2.of(TypeInformation.of(Point[].class), new Point[] {new Point(1, 2), null}),
                Tuple2.of(Types.PRIMITIVE_ARRAY(Types.LONG), new long[] {1}),
                Tuple2.of(Types.OBJECT_ARRAY(Types.STRING), new String[] {"x"}),
                Tuple2.of(Types.SET(Types.STRING), new LinkedHashSet<>(Arrays.asList("b", null, "a"))),
                Tuple2.of(
                        TypeInformation.of(new TypeHint<Box<Tuple2<String, Long>>>() {}),
                        new Box<>(Tuple2.of("a", 1L))),
                Tuple2.of(TypeInformation.of(new TypeHint<Box<Integer>>() {}), new Box<Integer>(null)),
                Tuple2.of(
                        TypeInformation.of(new TypeHint<Pair<String, Pair<Long, Color>>>() {}),
                        new Pair<>("a", new Pair<>(1L, Color.GREEN))),
                Tuple2.of(TypeInformation.of(Point.class), null),
                Tuple2.of(TypeInformation.of(Ride.class), null),
                Tuple2.of(TypeInformation.of(Ride.class), new Ride()),
                Tuple2.of(TypeInformation.of(Color.class), null),
                Tuple2.of(TypeInformation.of(WordCount.class), new WordCount("a", 1)),
                Tuple2.of(new TupleTypeInfo<>(), Tuple0.INSTANCE),
                Tuple2.of(Types.TUPLE(Types.STRING, TypeInformation.of(Point.class)), Tuple2.of(null, null)),
                Tuple2.of(TypeInformation.of(UUID.class), new UUID(1, 2)),
                Tuple2.of(TypeInformation.of(Duration.class), Duration.ofMillis(3)),
                Tuple2.of(Types.GENERIC(ArrayList.class), new ArrayList<>(List.of(1, "a"))),
                Tuple2.of(Types.GENERIC(Object.class), null));
    }

    @ParameterizedTest
    @MethodSource("values")
    @SuppressWarnings("unchecked")
    void edgesAreKept(Tuple2<TypeInformation<Object>, Object> sample) {
        SerializerAssert.travels(sample.f0);
        SerializerAssert.keeps(sample.f0, sample.f1);
    }

    @Test
    void copiesShareNothingThatCanChange() {
        var items = new ArrayList<>(List.of("a"));
        var bag = new Bag("me", items, new int[] {1});
        Bag copy = SerializerAssert.serializer(TypeInformation.of(Bag.class)).copy(bag);
        items.add("b");
        bag.counts()[0] = 9;
        assertThat(copy.items()).containsExactly("a");
        assertThat(copy.counts()).containsExactly(1);
        assertThat(copy.owner()).isSameAs(bag.owner());

        var ride = Samples.ride(new Random(1));
        Ride rideCopy =
                SerializerAssert.serializer(TypeInformation.of(Ride.class)).copy(ride);
        ride.stops.get(0).f1 = 77;
        ride.fees.clear();
        assertThat(rideCopy.stops.get(0).f1).isNotEqualTo(77);
        assertThat(rideCopy.fees).hasSize(1);

        var nested = new int[][] {{1}};
        int[][] arrayCopy =
                SerializerAssert.serializer(TypeInformation.of(int[][].class)).copy(nested);
        nested[0][0] = 2;
        assertThat(arrayCopy[0][0]).isEqualTo(1);

        var map = new HashMap<>(Map.of("k", new Date(5)));
        var mapCopy = SerializerAssert.serializer(TypeInformation.of(new TypeHint<Map<String, Date>>() {}))
                .copy(map);
        map.get("k").setTime(6);
        assertThat(mapCopy.get("k")).isEqualTo(new Date(5));
    }

    @Test
    void aTupleTakesACopyIntoAnother() {
        TypeSerializer<Tuple2<String, int[]>> serializer =
                SerializerAssert.serializer(TypeInformation.of(new TypeHint<Tuple2<String, int[]>>() {}));
        var from = Tuple2.of("a", new int[] {1});
        var reuse = Tuple2.of("b", new int[0]);
        assertThat(serializer.copy(from, reuse)).isSameAs(reuse);
        assertThat(reuse.f0).isEqualTo("a");
        assertThat(reuse.f1).containsExactly(1).isNotSameAs(from.f1);
        assertThat(serializer.createInstance().f1).isEmpty();
    }

    @Test
    void onlyTypesOfUnchangingPartsAreImmutable() {
        assertThat(immutable(Types.STRING)).isTrue();
        assertThat(immutable(Types.BIG_DEC)).isTrue();
        assertThat(immutable(TypeInformation.of(Color.class))).isTrue();
        assertThat(immutable(TypeInformation.of(Point.class))).isTrue();
        assertThat(immutable(TypeInformation.of(Shape.class))).isTrue();
        assertThat(immutable(TypeInformation.of(new TypeHint<Box<Box<Integer>>>() {})))
                .isTrue();
        assertThat(immutable(TypeInformation.of(UUID.class))).isTrue();
        assertThat(immutable(TypeInformation.of(Bag.class))).isFalse();
        assertThat(immutable(TypeInformation.of(new TypeHint<Box<Date>>() {}))).isFalse();
        assertThat(immutable(TypeInformation.of(new TypeHint<Box<Number>>() {})))
                .isFalse();
        assertThat(immutable(TypeInformation.of(Ride.class))).isFalse();
        assertThat(immutable(TypeInformation.of(Date.class))).isFalse();
        assertThat(immutable(Types.TUPLE(Types.INT))).isFalse();
        assertThat(immutable(Types.LIST(Types.INT))).isFalse();
        assertThat(immutable(TypeInformation.of(int[].class))).isFalse();
    }

    @Test
    void aNullInATupleIsRefusedByPosition() {
        TypeSerializer<Tuple2<String, Integer>> serializer =
                SerializerAssert.serializer(Types.TUPLE(Types.STRING, Types.INT));
        assertThatThrownBy(() -> SerializerAssert.bytes(serializer, Tuple2.of("a", null)))
                .isInstanceOf(NullFieldException.class)
                .hasMessageStartingWith("Field 1 (f1) of a tuple is null");
        assertThatThrownBy(() -> serializer.copy(Tuple2.of("a", null))).isInstanceOf(NullFieldException.class);
    }

    @Test
    void subclassesOfAPojoKeepTheirClassAndFields() {
        var night = new NightRide();
        night.surcharge = 2.5;
        TypeSerializer<Ride> serializer = SerializerAssert.serializer(TypeInformation.of(Ride.class));
        Ride read = SerializerAssert.read(serializer, SerializerAssert.bytes(serializer, night));
        assertThat(read).isInstanceOf(NightRide.class).isEqualTo(night);
        assertThat(serializer.copy(night)).isNotSameAs(night).isEqualTo(night);
    }

    @Test
    void aSubclassNameInTheDataMustNameASubclass() {
        TypeSerializer<NightRide> nights = SerializerAssert.serializer(TypeInformation.of(NightRide.class));
        TypeSerializer<Ride> rides = SerializerAssert.serializer(TypeInformation.of(Ride.class));
        byte[] bytes = SerializerAssert.bytes(rides, new NightRide());
        bytes[0] = 2;
        // The header of the name is one byte; turning NightRide's name into another of the same length.
        int at = 2 + NightRide.class.getName().length() - 1;
        bytes[at] = 'x';
        assertThatThrownBy(() -> rides.deserialize(new ByteArrayInputView(bytes)))
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("not on the class path");
        byte[] foreign = SerializerAssert.bytes(
                Types.STRING.createSerializer(new io.yarnflink.api.common.ExecutionConfig()), "java.lang.Thread");
        var tagged = new byte[foreign.length + 1];
        tagged[0] = 2;
        System.arraycopy(foreign, 0, tagged, 1, foreign.length);
        assertThatThrownBy(() -> nights.deserialize(new ByteArrayInputView(tagged)))
                .isInstanceOf(InvalidClassException.class)
                .hasMessageContaining("not a subclass");
    }

    @Test
    void damagedDataIsRefusedInsteadOfFillingTheMemory() {
        byte[] claimsALot = {-1, -1, -1, -1, 7, 1, 1, 1};
        for (TypeInformation<?> type : List.of(
                Types.LIST(Types.BYTE),
                Types.SET(Types.BYTE),
                Types.MAP(Types.BYTE, Types.BYTE),
                Types.OBJECT_ARRAY(Types.INT),
                Types.PRIMITIVE_ARRAY(Types.LONG),
                Types.BIG_INT,
                Types.GENERIC(Object.class))) {
            assertThatThrownBy(() -> SerializerAssert.serializer(type).deserialize(new ByteArrayInputView(claimsALot)))
                    .isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> SerializerAssert.serializer(TypeInformation.of(Color.class))
                        .deserialize(new ByteArrayInputView(new byte[] {9})))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessageContaining("2 constants");
        assertThatThrownBy(() -> SerializerAssert.serializer(TypeInformation.of(Ride.class))
                        .deserialize(new ByteArrayInputView(new byte[] {9})))
                .isInstanceOf(StreamCorruptedException.class)
                .hasMessageContaining("begins with 9");
    }

    @Test
    void collectionsKeepTheirOrder() {
        Set<String> set = new LinkedHashSet<>(List.of("z", "a", "m"));
        assertThat(SerializerAssert.serializer(Types.SET(Types.STRING)).copy(set))
                .containsExactly("z", "a", "m");
    }

    private static boolean immutable(TypeInformation<?> type) {
        return SerializerAssert.serializer(type).isImmutableType();
    }
}
