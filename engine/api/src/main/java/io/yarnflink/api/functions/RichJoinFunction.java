package io.yarnflink.api.functions;

/** A {@link JoinFunction} with a life cycle. */
public abstract class RichJoinFunction<IN1, IN2, OUT> extends AbstractRichFunction
        implements JoinFunction<IN1, IN2, OUT> {}
