package io.yarnflink.api.operators;

/** Hands out the one operator that the program gave; each subtask has a copy of both. */
public final class GivenOperator<IN1, IN2, OUT> extends AbstractStreamOperatorFactory<OUT>
        implements OneInputStreamOperatorFactory<IN1, OUT>, TwoInputStreamOperatorFactory<IN1, IN2, OUT> {
    private final StreamOperator<OUT> operator;

    public GivenOperator(StreamOperator<OUT> operator) {
        this.operator = operator;
        if (operator instanceof AbstractStreamOperator<OUT> known) {
            chainingStrategy = known.getChainingStrategy();
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // The factory's users name what it was given.
    public <T extends StreamOperator<OUT>> T createStreamOperator(StreamOperatorParameters<OUT> parameters) {
        return (T) operator;
    }

    @Override
    @SuppressWarnings("rawtypes") // As declared above.
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return operator.getClass();
    }
}
