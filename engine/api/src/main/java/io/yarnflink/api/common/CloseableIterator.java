package io.yarnflink.api.common;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/** An iterator that holds something open: close it when done. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {
    /** Has nothing and closes nothing. */
    CloseableIterator<?> EMPTY_INSTANCE = adapterForIterator(List.of().iterator());

    /** Consumes the rest and closes, also when {@code action} throws. */
    default void forEachRemainingAndClose(Consumer<? super T> action) throws Exception {
        try (this) {
            forEachRemaining(action);
        }
    }

    @SuppressWarnings("unchecked") // It has no element of any type.
    static <T> CloseableIterator<T> empty() {
        return (CloseableIterator<T>) EMPTY_INSTANCE;
    }

    /** Closing does nothing. */
    static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator) {
        return adapterForIterator(iterator, () -> {});
    }

    static <T> CloseableIterator<T> adapterForIterator(Iterator<T> iterator, AutoCloseable close) {
        return new IteratorAdapter<>(iterator, close);
    }

    /** Closing hands the elements that were not consumed to {@code closeNotConsumed}. */
    static <T> CloseableIterator<T> fromList(List<T> list, Consumer<T> closeNotConsumed) {
        Deque<T> rest = new ArrayDeque<>(list);
        Iterator<T> consuming = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !rest.isEmpty();
            }

            @Override
            public T next() {
                return rest.remove();
            }
        };
        return adapterForIterator(consuming, () -> {
            while (!rest.isEmpty()) {
                closeNotConsumed.accept(rest.remove());
            }
        });
    }

    static <E> CloseableIterator<E> ofElement(E element, Consumer<E> closeIfNotConsumed) {
        return fromList(List.of(element), closeIfNotConsumed);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    static <T> CloseableIterator<T> ofElements(Consumer<T> closeNotConsumed, T... elements) {
        return fromList(Arrays.asList(elements), closeNotConsumed);
    }

    /** One after the other; closing closes all. */
    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only read.
    static <T> CloseableIterator<T> flatten(CloseableIterator<T>... iterators) {
        List<CloseableIterator<T>> all = List.of(iterators);
        Iterator<T> following = new Iterator<>() {
            private int current;

            @Override
            public boolean hasNext() {
                while (current < all.size() && !all.get(current).hasNext()) {
                    current++;
                }
                return current < all.size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("none of " + all.size() + " iterators has a further element");
                }
                return all.get(current).next();
            }

            @Override
            public void remove() {
                all.get(current).remove();
            }
        };
        return adapterForIterator(following, () -> closeAll(all));
    }

    private static void closeAll(List<? extends AutoCloseable> all) throws Exception {
        Exception first = null;
        for (AutoCloseable closeable : all) {
            try {
                closeable.close();
            } catch (Exception e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /** An iterator and what is to be closed with it. */
    final class IteratorAdapter<E> implements CloseableIterator<E> {
        private final Iterator<E> delegate;
        private final AutoCloseable close;

        IteratorAdapter(Iterator<E> delegate, AutoCloseable close) {
            this.delegate = requireNonNull(delegate, "iterator is null");
            this.close = requireNonNull(close, "what to close is null");
        }

        @Override
        public boolean hasNext() {
            return delegate.hasNext();
        }

        @Override
        public E next() {
            return delegate.next();
        }

        @Override
        public void remove() {
            delegate.remove();
        }

        @Override
        public void forEachRemaining(Consumer<? super E> action) {
            delegate.forEachRemaining(action);
        }

        @Override
        public void close() throws Exception {
            close.close();
        }
    }
}
