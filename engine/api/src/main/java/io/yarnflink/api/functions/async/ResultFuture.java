package io.yarnflink.api.functions.async;

import java.util.Collection;

/** Takes the answer to one asynchronous request, from any thread; only the first counts. */
public interface ResultFuture<OUT> {
    void complete(Collection<OUT> result);

    /** The collection is made on the task's thread. */
    void complete(CollectionSupplier<OUT> supplier);

    void completeExceptionally(Throwable error);
}
