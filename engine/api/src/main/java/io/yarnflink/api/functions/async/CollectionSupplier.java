package io.yarnflink.api.functions.async;

import java.util.Collection;

/** Makes an answer's records. */
@FunctionalInterface
public interface CollectionSupplier<OUT> {
    Collection<OUT> get() throws Exception;
}
