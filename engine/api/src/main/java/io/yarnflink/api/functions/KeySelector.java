package io.yarnflink.api.functions;

/** Takes the key out of a value; the same value always yields an equal key. */
@FunctionalInterface
public interface KeySelector<IN, KEY> extends Function {
    KEY getKey(IN value) throws Exception;
}
