package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.AbstractRichFunction;

/** A {@link CoFlatMapFunction} with a life cycle. */
public abstract class RichCoFlatMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoFlatMapFunction<IN1, IN2, OUT> {}
