package io.yarnflink.api.tuple;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.types.NullFieldException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // Nulls are among what is tested.
class TupleTest {
    @Test
    void tuplesPrintTheirFieldsInParentheses() {
        assertThat(Tuple2.of("to", 1)).hasToString("(to,1)");
        assertThat(Tuple3.of("a", 1, 1)).hasToString("(a,1,1)");
        assertThat(new Tuple1<>()).hasToString("(null)");
        assertThat(Tuple0.INSTANCE).hasToString("()");
        assertThat(Tuple2.of(new int[] {1, 2}, new String[][] {{"a"}, {}})).hasToString("([1, 2],[[a], []])");
        assertThat(Tuple2.of(Tuple1.of(1), List.of(2))).hasToString("((1),[2])");
    }

    @Test
    void everyArityHasItsClassFieldsAndPositions() {
        for (int arity = 0; arity <= Tuple.MAX_ARITY; arity++) {
            Tuple tuple = Tuple.newInstance(arity);
            assertThat(tuple).isInstanceOf(Tuple.getTupleClass(arity));
            assertThat(tuple.getArity()).isEqualTo(arity);
            for (int i = 0; i < arity; i++) {
                tuple.setField("v" + i, i);
            }
            for (int i = 0; i < arity; i++) {
                assertThat(tuple.<String>getField(i)).isEqualTo("v" + i);
            }
            Tuple copy = tuple.copy();
            assertThat(copy).isEqualTo(tuple).hasSameHashCodeAs(tuple);
            int beyond = arity;
            assertThatThrownBy(() -> tuple.getField(beyond)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tuple.setField("x", -1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("There is no field -1 in a tuple of " + arity + " fields");
        }
        assertThatThrownBy(() -> Tuple.newInstance(26)).hasMessageContaining("0 to 25");
        assertThatThrownBy(() -> Tuple.getTupleClass(-1)).hasMessageContaining("0 to 25");
    }

    @Test
    void hashCodesAreThoseOfListsWithoutTheirSeed() {
        var tuple = Tuple3.of("a", 7L, 2.5);
        assertThat(tuple.hashCode()).isEqualTo(31 * (31 * "a".hashCode() + Long.hashCode(7)) + Double.hashCode(2.5));
        assertThat(Tuple1.of("key").hashCode()).isEqualTo("key".hashCode());
        assertThat(new Tuple2<>().hashCode()).isZero();
    }

    @Test
    void equalityIsByFields() {
        assertThat(Tuple2.of("a", 1)).isEqualTo(new Tuple2<>("a", 1)).isNotEqualTo(Tuple2.of("a", 2));
        assertThat(Tuple2.of(null, 1)).isEqualTo(Tuple2.of(null, 1)).isNotEqualTo(Tuple2.of("a", 1));
        assertThat((Object) Tuple1.of("a")).isNotEqualTo(Tuple2.of("a", 1));
    }

    @Test
    void fieldsAreMutableAndCopiesApart() {
        var tuple = new Tuple2<String, Integer>();
        tuple.setFields("a", 1);
        var copy = tuple.copy();
        tuple.f1 = 2;
        assertThat(copy).isEqualTo(Tuple2.of("a", 1));
        assertThat(tuple.swap()).isEqualTo(Tuple2.of(2, "a"));
        assertThatThrownBy(() -> new Tuple2<>("a", null).getFieldNotNull(1))
                .isInstanceOf(NullFieldException.class)
                .hasMessageStartingWith("Field 1 (f1) of a tuple is null");
        assertThat(Arrays.asList(tuple.f0, tuple.getFieldNotNull(0))).containsExactly("a", "a");
    }
}
