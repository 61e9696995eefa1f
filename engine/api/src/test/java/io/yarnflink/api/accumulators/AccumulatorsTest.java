package io.yarnflink.api.accumulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.api.typeutils.TypeSerializer;
import java.io.Serializable;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class AccumulatorsTest {
    @Test
    void intCountersAddMergeCopyAndForget() {
        IntCounter numbers = new IntCounter(2);
        numbers.add(5);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(7);
        numbers.add(Integer.valueOf(8));
        IntCounter copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(15);
        IntCounter others = new IntCounter();
        assertThat(others.getLocalValue()).isEqualTo(0);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(25);
        assertThat(copy.getLocalValue()).isEqualTo(15);
        assertThat(numbers).hasToString("IntCounter 25");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(0);
    }

    @Test
    void intMaximumsAddMergeCopyAndForget() {
        IntMaximum numbers = new IntMaximum(2);
        numbers.add(5);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5);
        numbers.add(Integer.valueOf(8));
        IntMaximum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(8);
        IntMaximum others = new IntMaximum();
        assertThat(others.getLocalValue()).isEqualTo(Integer.MIN_VALUE);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(8);
        assertThat(copy.getLocalValue()).isEqualTo(8);
        assertThat(numbers).hasToString("IntMaximum 8");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Integer.MIN_VALUE);
    }

    @Test
    void intMinimumsAddMergeCopyAndForget() {
        IntMinimum numbers = new IntMinimum(6);
        numbers.add(5);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5);
        numbers.add(Integer.valueOf(8));
        IntMinimum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(5);
        IntMinimum others = new IntMinimum();
        assertThat(others.getLocalValue()).isEqualTo(Integer.MAX_VALUE);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(3);
        assertThat(copy.getLocalValue()).isEqualTo(5);
        assertThat(numbers).hasToString("IntMinimum 3");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void longCountersAddMergeCopyAndForget() {
        LongCounter numbers = new LongCounter(2);
        numbers.add(5L);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(7L);
        numbers.add(Long.valueOf(8));
        LongCounter copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(15L);
        LongCounter others = new LongCounter();
        assertThat(others.getLocalValue()).isEqualTo(0L);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(25L);
        assertThat(copy.getLocalValue()).isEqualTo(15L);
        assertThat(numbers).hasToString("LongCounter 25");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(0L);
    }

    @Test
    void longMaximumsAddMergeCopyAndForget() {
        LongMaximum numbers = new LongMaximum(2);
        numbers.add(5L);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5L);
        numbers.add(Long.valueOf(8));
        LongMaximum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(8L);
        LongMaximum others = new LongMaximum();
        assertThat(others.getLocalValue()).isEqualTo(Long.MIN_VALUE);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(8L);
        assertThat(copy.getLocalValue()).isEqualTo(8L);
        assertThat(numbers).hasToString("LongMaximum 8");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void longMinimumsAddMergeCopyAndForget() {
        LongMinimum numbers = new LongMinimum(6);
        numbers.add(5L);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5L);
        numbers.add(Long.valueOf(8));
        LongMinimum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(5L);
        LongMinimum others = new LongMinimum();
        assertThat(others.getLocalValue()).isEqualTo(Long.MAX_VALUE);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(3L);
        assertThat(copy.getLocalValue()).isEqualTo(5L);
        assertThat(numbers).hasToString("LongMinimum 3");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void doubleCountersAddMergeCopyAndForget() {
        DoubleCounter numbers = new DoubleCounter(2);
        numbers.add(5.0);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(7.0);
        numbers.add(Double.valueOf(8));
        DoubleCounter copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(15.0);
        DoubleCounter others = new DoubleCounter();
        assertThat(others.getLocalValue()).isEqualTo(0.0);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(25.0);
        assertThat(copy.getLocalValue()).isEqualTo(15.0);
        assertThat(numbers).hasToString("DoubleCounter 25.0");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(0.0);
    }

    @Test
    void doubleMaximumsAddMergeCopyAndForget() {
        DoubleMaximum numbers = new DoubleMaximum(2);
        numbers.add(5.0);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5.0);
        numbers.add(Double.valueOf(8));
        DoubleMaximum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(8.0);
        DoubleMaximum others = new DoubleMaximum();
        assertThat(others.getLocalValue()).isEqualTo(Double.NEGATIVE_INFINITY);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(8.0);
        assertThat(copy.getLocalValue()).isEqualTo(8.0);
        assertThat(numbers).hasToString("DoubleMaximum 8.0");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void doubleMinimumsAddMergeCopyAndForget() {
        DoubleMinimum numbers = new DoubleMinimum(6);
        numbers.add(5.0);
        assertThat(numbers.getLocalValuePrimitive()).isEqualTo(5.0);
        numbers.add(Double.valueOf(8));
        DoubleMinimum copy = numbers.clone();
        assertThat(numbers.getLocalValue()).isEqualTo(5.0);
        DoubleMinimum others = new DoubleMinimum();
        assertThat(others.getLocalValue()).isEqualTo(Double.POSITIVE_INFINITY);
        others.add(3);
        others.add(7);
        numbers.merge(others);
        assertThat(numbers.getLocalValue()).isEqualTo(3.0);
        assertThat(copy.getLocalValue()).isEqualTo(5.0);
        assertThat(numbers).hasToString("DoubleMinimum 3.0");
        numbers.resetLocal();
        assertThat(numbers.getLocalValue()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void averagesWeighWhatTheyMerge() {
        AverageAccumulator average = new AverageAccumulator();
        assertThat(average.getLocalValue()).isEqualTo(0.0);
        average.add(1);
        average.add(2L);
        average.add(3.0);
        average.add(Double.valueOf(4));
        AverageAccumulator copy = average.clone();
        AverageAccumulator others = new AverageAccumulator();
        others.add(12.5);
        average.merge(others);
        assertThat(average.getLocalValue()).isEqualTo(4.5);
        assertThat(copy.getLocalValue()).isEqualTo(2.5);
        assertThat(average).hasToString("AverageAccumulator 4.5 of 5 numbers");
        average.resetLocal();
        assertThat(average.getLocalValue()).isEqualTo(0.0);
        assertThatThrownBy(() -> average.merge(new DoubleCounter())).hasMessageContaining("DoubleCounter");
    }

    @Test
    void histogramsCountEachNumber() {
        Histogram histogram = new Histogram();
        histogram.add(3);
        histogram.add(1);
        histogram.add(3);
        Histogram others = new Histogram();
        others.add(3);
        Accumulator<Integer, ?> copy = histogram.clone();
        histogram.merge(others);
        assertThat(histogram.getLocalValue()).isEqualTo(Map.of(1, 1, 3, 3));
        assertThat(copy.getLocalValue()).isEqualTo(Map.of(1, 1, 3, 2));
        assertThat(histogram).hasToString("Histogram {1=1, 3=3}");
        histogram.resetLocal();
        assertThat(histogram.getLocalValue()).isEmpty();
    }

    @Test
    void listsKeepAllValues() {
        ListAccumulator<String> list = new ListAccumulator<>();
        list.add("a");
        ListAccumulator<String> others = new ListAccumulator<>();
        others.add("b");
        Accumulator<String, ?> copy = list.clone();
        list.merge(others);
        assertThat(list.getLocalValue()).containsExactly("a", "b");
        assertThat(copy.getLocalValue())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly("a");
        assertThat(list).hasToString("ListAccumulator [a, b]");
        list.resetLocal();
        assertThat(list.getLocalValue()).isEmpty();
    }

    @Test
    void serializedListsNeedTheSerializerToReadThem() throws Exception {
        TypeSerializer<String> strings = Types.STRING.createSerializer(new ExecutionConfig());
        SerializedListAccumulator<String> list = new SerializedListAccumulator<>();
        assertThatThrownBy(() -> list.add("a")).hasMessageContaining("call add(value, serializer)");
        list.add("a", strings);
        list.add("b");
        SerializedListAccumulator<String> copy = list.clone();
        list.merge(copy);
        assertThat(SerializedListAccumulator.deserializeList(list.getLocalValue(), strings))
                .containsExactly("a", "b", "a", "b");
        copy.add("c");
        assertThat(copy.getLocalValue()).hasSize(3);
        assertThat(list).hasToString("SerializedListAccumulator of 4 values");
        list.resetLocal();
        assertThat(list.getLocalValue()).isEmpty();
    }

    @Test
    void accumulatorsOfAnyKindAreUsedThroughTheirInterface() {
        assertThat(sumOfTwice(new LongCounter(), 4L)).isEqualTo(8L);
        assertThat(sumOfTwice(new IntMaximum(), 4)).isEqualTo(4);
    }

    private static <V, R extends Serializable> R sumOfTwice(Accumulator<V, R> accumulator, V value) {
        accumulator.add(value);
        Accumulator<V, R> other = accumulator.clone();
        accumulator.merge(other);
        other.resetLocal();
        assertThat(other.getLocalValue()).isNotEqualTo(accumulator.getLocalValue());
        return accumulator.getLocalValue();
    }
}
