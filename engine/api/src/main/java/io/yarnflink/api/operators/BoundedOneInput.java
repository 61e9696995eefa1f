package io.yarnflink.api.operators;

/** An operator that wants to know when its input has ended. */
public interface BoundedOneInput {
    void endInput() throws Exception;
}
