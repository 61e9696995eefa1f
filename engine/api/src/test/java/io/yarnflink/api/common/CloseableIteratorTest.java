package io.yarnflink.api.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CloseableIteratorTest {
    private final List<String> seen = new ArrayList<>();
    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void anEmptyOneHasNothing() throws Exception {
        try (CloseableIterator<String> empty = CloseableIterator.empty()) {
            assertThat(empty.hasNext()).isFalse();
            assertThat(empty).isSameAs(CloseableIterator.EMPTY_INSTANCE);
            assertThatThrownBy(empty::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void adaptersCloseWhatTheyAreGiven() throws Exception {
        List<String> list = new ArrayList<>(List.of("a", "b", "c"));
        CloseableIterator<String> iterator =
                CloseableIterator.adapterForIterator(list.iterator(), closed::incrementAndGet);
        assertThat(iterator.next()).isEqualTo("a");
        iterator.remove();
        assertThat(list).containsExactly("b", "c");
        iterator.forEachRemaining(seen::add);
        assertThat(seen).containsExactly("b", "c");
        iterator.close();
        assertThat(closed).hasValue(1);
        CloseableIterator<String> plain = CloseableIterator.adapterForIterator(list.iterator());
        assertThat(plain).isInstanceOf(CloseableIterator.IteratorAdapter.class);
        assertThat(plain.hasNext()).isTrue();
        plain.close();
        assertThat(plain.next()).isEqualTo("b");
    }

    @Test
    void whatWasNotConsumedIsClosed() throws Exception {
        CloseableIterator<String> list = CloseableIterator.fromList(List.of("a", "b", "c"), seen::add);
        assertThat(list.next()).isEqualTo("a");
        list.close();
        list.close();
        assertThat(seen).containsExactly("b", "c");
        CloseableIterator.ofElement("d", seen::add).close();
        CloseableIterator.ofElements(seen::add, "e", "f").close();
        assertThat(seen).containsExactly("b", "c", "d", "e", "f");
    }

    @Test
    void theRestIsConsumedAndClosed() throws Exception {
        CloseableIterator.ofElements(left -> closed.incrementAndGet(), "a", "b").forEachRemainingAndClose(seen::add);
        assertThat(seen).containsExactly("a", "b");
        assertThat(closed).hasValue(0);
    }

    @Test
    void severalFollowEachOtherAndAreAllClosed() throws Exception {
        CloseableIterator<String> all = CloseableIterator.flatten(
                CloseableIterator.ofElements(seen::add, "a"),
                CloseableIterator.empty(),
                CloseableIterator.ofElements(
                        left -> {
                            throw new IllegalStateException(left);
                        },
                        "b",
                        "c"),
                CloseableIterator.ofElements(seen::add, "d"));
        assertThat(all.next()).isEqualTo("a");
        assertThat(all.next()).isEqualTo("b");
        assertThat(all.hasNext()).isTrue();
        assertThatThrownBy(all::close).hasMessage("c");
        assertThat(seen).containsExactly("d");
    }
}
