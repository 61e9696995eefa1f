package io.yarnflink.api.operators;

import io.yarnflink.api.functions.Function;

/** A function of the engine's around one of the user's, which alone is opened, closed and snapshot. */
public interface WrappedFunction {
    Function wrapped();

    /** The user's function in {@code function}, itself if it wraps none. */
    static Function innermost(Function function) {
        Function inner = function;
        while (inner instanceof WrappedFunction wrapper) {
            inner = wrapper.wrapped();
        }
        return inner;
    }
}
