package io.yarnflink.api.functions;

/** A {@link CoGroupFunction} with a life cycle. */
public abstract class RichCoGroupFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements CoGroupFunction<IN1, IN2, OUT> {}
