package io.yarnflink.api.common;

import java.util.Iterator;
import java.util.function.Consumer;

/** An iterator that holds something open: close it when done. */
public interface CloseableIterator<T> extends Iterator<T>, AutoCloseable {
    /** Consumes the rest and closes, also when {@code action} throws. */
    default void forEachRemainingAndClose(Consumer<? super T> action) throws Exception {
        try (this) {
            forEachRemaining(action);
        }
    }
}
