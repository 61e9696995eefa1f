package io.yarnflink.state;

/** A state whose values of several namespaces can become one. */
interface Mergeable<V> {
    Cells<V> cells();

    V merged(V one, V other) throws Exception;
}
