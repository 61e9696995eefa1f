package io.yarnflink.api.operators;

/** A timer of one key and one namespace. */
public interface InternalTimer<K, N> {
    long getTimestamp();

    K getKey();

    N getNamespace();
}
