package io.yarnflink.api.operators;

/** An operator that wants to know when each of its inputs has ended. */
public interface BoundedMultiInput {
    /** The input of that number has ended; the first is 1. */
    void endInput(int inputId) throws Exception;
}
