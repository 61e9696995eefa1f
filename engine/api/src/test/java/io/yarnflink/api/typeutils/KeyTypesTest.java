package io.yarnflink.api.typeutils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.types.IntValue;
import io.yarnflink.api.types.Record;
import io.yarnflink.api.types.Value;
import io.yarnflink.api.typeutils.Samples.Color;
import io.yarnflink.api.typeutils.Samples.Pair;
import io.yarnflink.api.typeutils.Samples.Point;
import io.yarnflink.api.typeutils.Samples.Ride;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTypesTest {
    static Stream<TypeInformation<?>> keys() {
        return Stream.of(
                Types.STRING,
                Types.LONG,
                Types.DOUBLE,
                Types.TUPLE(Types.STRING, Types.TUPLE(Types.INT)),
                TypeInformation.of(Point.class),
                TypeInformation.of(Ride.class),
                TypeInformation.of(UUID.class),
                TypeInformation.of(OwnHash.class),
                TypeInformation.of(new TypeHint<Pair<String, Integer>>() {}),
                Types.LIST(Types.STRING));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void typesThatHashByValueAreKeys(TypeInformation<?> type) {
        assertThatCode(() -> KeyTypes.check(type)).doesNotThrowAnyException();
        assertThat(type.isKeyType()).isTrue();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(TypeInformation.of(int[].class), "arrays hash by identity"),
                Arguments.of(TypeInformation.of(String[].class), "arrays hash by identity"),
                Arguments.of(TypeInformation.of(Point[].class), "arrays hash by identity"),
                Arguments.of(TypeInformation.of(Color.class), "hash codes of enum constants differ between JVMs"),
                Arguments.of(TypeInformation.of(NoHash.class), "NoHash does not override hashCode()"),
                Arguments.of(TypeInformation.of(Class.class), "java.lang.Class does not override hashCode()"),
                Arguments.of(
                        TypeInformation.of(Colored.class),
                        "field color of type Color cannot: hash codes of enum constants differ between JVMs"),
                Arguments.of(
                        Types.TUPLE(Types.STRING, Types.TUPLE(Types.INT, TypeInformation.of(long[].class))),
                        "field f1 of type Tuple2<Integer, long[]> cannot: field f1 of type long[] cannot: arrays"),
                Arguments.of(Types.LIST(TypeInformation.of(int[].class)), "its element of type int[] cannot: arrays"),
                Arguments.of(
                        TypeInformation.of(new TypeHint<Map<String, List<Color>>>() {}),
                        "its value of type List<Color> cannot: its element of type Color cannot"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void otherTypesAreRefusedWithTheReason(TypeInformation<?> type, String reason) {
        assertThatThrownBy(() -> KeyTypes.check(type))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith("Type " + type + " cannot be a key: ")
                .hasMessageContaining(reason);
        assertThat(type.isKeyType()).isFalse();
    }

    @Test
    void aKeySelectorsTypeIsCheckedWhenItIsFound() {
        TypeInformation<Colored> input = TypeInformation.of(Colored.class);
        assertThat(TypeExtractor.getKeySelectorTypes((Colored c) -> c.name(), input))
                .isEqualTo(Types.STRING);
        assertThatThrownBy(() -> TypeExtractor.getKeySelectorTypes((Colored c) -> c.color(), input))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("use name() instead");
        assertThatThrownBy(() -> TypeExtractor.getKeySelectorTypes((Colored c) -> List.of(c.name()), input))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageStartingWith("The key type of a lambda in " + KeyTypesTest.class.getName())
                .hasMessageContaining("keyBy(selector, Types. ...)");
    }

    /** Has an order and no hash. */
    public abstract static class Blank implements Value, Comparable<Blank> {
        @Override
        public void write(DataOutputView out) {}

        @Override
        public void read(DataInputView in) {}

        @Override
        @SuppressWarnings("ComparableType")
        public int compareTo(Blank other) {
            return 0;
        }
    }

    /** A value that hashes by identity. */
    public static class Sealed extends Blank {}

    @Test
    void valuesAreKeysWhenTheyHashByTheirContents() {
        assertThatCode(() -> KeyTypes.check(Types.VALUE(IntValue.class))).doesNotThrowAnyException();
        assertThatThrownBy(() -> KeyTypes.check(Types.VALUE(Sealed.class)))
                .hasMessageContaining("Sealed does not override hashCode()");
        assertThatThrownBy(() -> KeyTypes.check(Types.VALUE(Record.class)))
                .hasMessageContaining("values that are keys implement Key, with equals, hashCode and compareTo");
    }

    record Colored(String name, Color color) {}

    record OwnHash(Color color) {
        @Override
        public int hashCode() {
            return color.name().hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof OwnHash that && color == that.color;
        }
    }

    public static class NoHash {
        public int x;

        public NoHash() {}
    }
}
