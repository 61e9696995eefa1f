package io.yarnflink.api.state;

/** Does something to one key's state. */
@FunctionalInterface
public interface KeyedStateFunction<K, S extends State> {
    void process(K key, S state) throws Exception;
}
