package io.yarnflink.api.typeutils;

import io.yarnflink.api.typeinfo.TypeInformation;

/** A function, source or format that knows the type it produces; its word wins over what reflection finds. */
public interface ResultTypeQueryable<T> {
    TypeInformation<T> getProducedType();
}
