package io.yarnflink.api.functions;

/** A {@link FlatJoinFunction} with a life cycle. */
public abstract class RichFlatJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements FlatJoinFunction<IN1, IN2, OUT> {}
