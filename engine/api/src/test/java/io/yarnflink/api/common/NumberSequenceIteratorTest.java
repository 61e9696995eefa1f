package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class NumberSequenceIteratorTest {
    @Test
    void theNumbersComeInOrderAndThenNoMore() {
        NumberSequenceIterator numbers = new NumberSequenceIterator(-1, 1);
        assertThat(numbers.getCurrent()).isEqualTo(-1);
        assertThat(numbers.getTo()).isEqualTo(1);
        assertThat(numbers.getMaximumNumberOfSplits()).isEqualTo(3);
        assertThat(all(numbers)).containsExactly(-1L, 0L, 1L);
        assertThat(numbers.hasNext()).isFalse();
        assertThat(numbers.getMaximumNumberOfSplits()).isZero();
        assertThatThrownBy(numbers::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void partsHoldTogetherWhatTheWholeHasNotGivenYet() {
        NumberSequenceIterator numbers = new NumberSequenceIterator(0, 9);
        numbers.next();
        List<Long> parts = new ArrayList<>();
        for (NumberSequenceIterator part : numbers.split(4)) {
            parts.addAll(all(part));
        }
        assertThat(parts).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(all(numbers.getSplit(3, 4))).containsExactly(7L, 8L, 9L);
        assertThat(numbers.split(20)).hasSize(20);
        assertThatThrownBy(() -> numbers.getSplit(4, 4)).hasMessage("there is no part 4 of 4");
        assertThatThrownBy(() -> numbers.split(0)).hasMessageContaining("1 part or more");
    }

    @Test
    void theLargestNumbersAreNumbersToo() {
        assertThat(all(new NumberSequenceIterator(Long.MAX_VALUE - 1, Long.MAX_VALUE)))
                .containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
        NumberSequenceIterator everything = new NumberSequenceIterator(Long.MIN_VALUE, Long.MAX_VALUE);
        assertThat(everything.split(2)[1].getCurrent()).isZero();
        assertThatThrownBy(() -> new NumberSequenceIterator(2, 1))
                .hasMessage("the sequence ends at 1 before it begins at 2");
    }

    private static List<Long> all(Iterator<Long> numbers) {
        List<Long> all = new ArrayList<>();
        numbers.forEachRemaining(all::add);
        return all;
    }
}
