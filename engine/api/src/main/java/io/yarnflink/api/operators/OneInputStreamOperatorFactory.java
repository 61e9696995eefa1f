package io.yarnflink.api.operators;

/** Makes operators with one input. */
public interface OneInputStreamOperatorFactory<IN, OUT> extends StreamOperatorFactory<OUT> {}
