package io.yarnflink.api.functions.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.functions.InvalidTypesException;
import io.yarnflink.api.functions.ReduceFunction;
import io.yarnflink.api.functions.aggregation.ExtremeOfField.Extreme;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.tuple.Tuple3;
import io.yarnflink.api.typeinfo.TypeHint;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeinfo.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldAggregationTest {
    private static final TypeInformation<Tuple2<String, Integer>> PAIR = Types.TUPLE(Types.STRING, Types.INT);

    @ParameterizedTest
    @MethodSource("numbers")
    <T> void numbersOfEachClassAreAddedInTheirClass(TypeInformation<T> type, T first, T second, T sum)
            throws Exception {
        assertThat(traveled(SumOfField.at(type, 0)).reduce(first, second)).isEqualTo(sum);
        assertThat(traveled(SumOfField.of(type, "*")).reduce(first, second)).isEqualTo(sum);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(Types.INT, Integer.MAX_VALUE, 1, Integer.MIN_VALUE),
                Arguments.of(Types.LONG, 1L << 40, 1L, (1L << 40) + 1),
                Arguments.of(Types.SHORT, (short) 300, (short) 7, (short) 307),
                Arguments.of(Types.BYTE, (byte) 127, (byte) 1, (byte) -128),
                Arguments.of(Types.FLOAT, 1.5f, 2f, 3.5f),
                Arguments.of(Types.DOUBLE, 1.5, 2.25, 3.75),
                Arguments.of(Types.BIG_INT, BigInteger.TWO, BigInteger.TEN, BigInteger.valueOf(12)),
                Arguments.of(Types.BIG_DEC, new BigDecimal("0.10"), new BigDecimal("0.20"), new BigDecimal("0.30")));
    }

    @Test
    void aTuplesFieldIsSummedByPositionAndByName() throws Exception {
        assertThat(traveled(SumOfField.at(PAIR, 1)).reduce(Tuple2.of("a", 1), Tuple2.of("b", 2)))
                .isEqualTo(Tuple2.of("a", 3));
        assertThat(traveled(SumOfField.of(PAIR, "f1")).reduce(Tuple2.of("a", 1), Tuple2.of("b", 2)))
                .isEqualTo(Tuple2.of("a", 3));
    }

    @Test
    void aPojosFieldIsSummedWhetherPublicOrBehindASetter() throws Exception {
        TypeInformation<Account> type = TypeInformation.of(Account.class);
        Account first = new Account();
        first.visits = 2;
        first.setBalance(1.5);
        Account second = new Account();
        second.visits = 3;
        second.setBalance(2.5);

        assertThat(traveled(SumOfField.of(type, "visits")).reduce(first, second).visits)
                .isEqualTo(5);
        assertThat(traveled(SumOfField.of(type, "balance"))
                        .reduce(first, second)
                        .getBalance())
                .isEqualTo(4.0);
    }

    @Test
    void aRecordsComponentIsSummedIntoANewRecord() throws Exception {
        TypeInformation<Count> type = TypeInformation.of(Count.class);
        Count first = new Count("a", 1L);

        assertThat(traveled(SumOfField.of(type, "number")).reduce(first, new Count("b", 2L)))
                .isEqualTo(new Count("a", 3L));
        assertThat(traveled(SumOfField.at(type, 1)).reduce(first, new Count("b", 2L)))
                .isEqualTo(new Count("a", 3L));
        assertThat(first.number()).isEqualTo(1);
    }

    @Test
    void aFieldsFieldIsReachedWithDots() throws Exception {
        TypeInformation<Tuple2<String, Count>> type = TypeInformation.of(new TypeHint<Tuple2<String, Count>>() {});

        assertThat(traveled(SumOfField.of(type, "f1.number"))
                        .reduce(Tuple2.of("x", new Count("a", 1L)), Tuple2.of("y", new Count("b", 2L))))
                .isEqualTo(Tuple2.of("x", new Count("a", 3L)));
    }

    @Test
    void minAndMaxKeepTheOtherFieldsOfTheFirst() throws Exception {
        Tuple2<String, Integer> low = Tuple2.of("low", 1);

        assertThat(traveled(ExtremeOfField.at(PAIR, 1, Extreme.MIN)).reduce(Tuple2.of("high", 2), low))
                .isEqualTo(Tuple2.of("high", 1));
        assertThat(traveled(ExtremeOfField.of(PAIR, "f1", Extreme.MAX)).reduce(Tuple2.of("low", 1), Tuple2.of("h", 2)))
                .isEqualTo(Tuple2.of("low", 2));
        assertThat(traveled(ExtremeOfField.at(PAIR, 0, Extreme.MIN)).reduce(Tuple2.of("b", 1), Tuple2.of("a", 2)))
                .isEqualTo(Tuple2.of("a", 1));
    }

    @Test
    void minByAndMaxByKeepTheWholeRecordAndTheAskedOneOfSeveral() throws Exception {
        TypeInformation<Tuple3<String, Integer, Integer>> type = Types.TUPLE(Types.STRING, Types.INT, Types.INT);
        Tuple3<String, Integer, Integer> a = Tuple3.of("a", 1, 1);
        Tuple3<String, Integer, Integer> b = Tuple3.of("b", 1, 2);
        Tuple3<String, Integer, Integer> c = Tuple3.of("c", 2, 3);

        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.FIRST_MIN_RECORD))
                        .reduce(a, b))
                .isEqualTo(a);
        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.LAST_MIN_RECORD)).reduce(a, b))
                .isEqualTo(b);
        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.LAST_MIN_RECORD)).reduce(a, c))
                .isEqualTo(a);
        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.FIRST_MAX_RECORD))
                        .reduce(a, b))
                .isEqualTo(a);
        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.LAST_MAX_RECORD)).reduce(a, b))
                .isEqualTo(b);
        assertThat(traveled(ExtremeOfField.at(type, 1, Extreme.FIRST_MAX_RECORD))
                        .reduce(a, c))
                .isEqualTo(c);
    }

    @Test
    void aFieldThatIsNotANumberCannotBeSummed() {
        assertThatThrownBy(() -> SumOfField.at(PAIR, 0))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessage("Cannot sum field '0' of " + PAIR + ", which is String: it is not a number");
    }

    @Test
    void aFieldThatIsNotThereIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> SumOfField.at(PAIR, 2))
                .hasMessage("There is no field '2' in " + PAIR + ": the fields of " + PAIR + " are [f0, f1]");
        assertThatThrownBy(() -> SumOfField.at(PAIR, -1)).hasMessageContaining("There is no field '-1'");
        assertThatThrownBy(() -> SumOfField.of(TypeInformation.of(Count.class), "nummer"))
                .hasMessageContaining("There is no field 'nummer'")
                .hasMessageContaining("[word, number]");
        assertThatThrownBy(() -> SumOfField.of(PAIR, "f1.value"))
                .hasMessageContaining("Integer has no fields. Use 0 or '*' for the value itself");
        assertThatThrownBy(() -> SumOfField.at(Types.LONG, 1)).hasMessageContaining("Long has no fields");
    }

    @Test
    void valuesWithoutAnOrderHaveNoMinimum() {
        TypeInformation<Tuple2<String, Count>> type = TypeInformation.of(new TypeHint<Tuple2<String, Count>>() {});

        assertThatThrownBy(() -> ExtremeOfField.at(type, 1, Extreme.MIN))
                .isInstanceOf(InvalidTypesException.class)
                .hasMessageContaining("Cannot find the minimum of field '1'")
                .hasMessageEndingWith("its values cannot be compared");
    }

    @Test
    void aNullFieldIsNamed() {
        TypeInformation<Account> type = TypeInformation.of(Account.class);

        assertThatThrownBy(() -> SumOfField.of(type, "bonus").reduce(new Account(), new Account()))
                .hasMessageContaining("field 'bonus: Integer' is null in an account");
    }

    @SuppressWarnings("unchecked")
    private static <T> ReduceFunction<T> traveled(ReduceFunction<T> function) {
        return UserCode.deserialize(
                UserCode.serialize(function, "The aggregation"),
                FieldAggregationTest.class.getClassLoader(),
                ReduceFunction.class);
    }

    /** A record to aggregate. */
    record Count(String word, long number) {}

    /** A POJO to aggregate. */
    public static class Account {
        public int visits;
        public @Nullable Integer bonus;
        private double balance;

        public double getBalance() {
            return balance;
        }

        public void setBalance(double balance) {
            this.balance = balance;
        }

        @Override
        public String toString() {
            return "an account";
        }
    }
}
