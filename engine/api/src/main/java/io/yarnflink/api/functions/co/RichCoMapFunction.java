package io.yarnflink.api.functions.co;

import io.yarnflink.api.functions.AbstractRichFunction;

/** A {@link CoMapFunction} with a life cycle. */
public abstract class RichCoMapFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoMapFunction<IN1, IN2, OUT> {}
