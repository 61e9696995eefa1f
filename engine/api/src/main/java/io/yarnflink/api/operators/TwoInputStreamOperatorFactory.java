package io.yarnflink.api.operators;

/** Makes operators with two inputs. */
public interface TwoInputStreamOperatorFactory<IN1, IN2, OUT> extends StreamOperatorFactory<OUT> {}
