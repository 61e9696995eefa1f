package io.yarnflink.api.operators;

import java.io.Serializable;

/** Makes an operator where it runs; what it makes need not be serializable. */
public interface StreamOperatorFactory<OUT> extends Serializable {
    /** The operator of one subtask; it is set up with these parameters again after this. */
    @SuppressWarnings("TypeParameterUnusedInFormals") // The factory's users name what it makes.
    <T extends StreamOperator<OUT>> T createStreamOperator(StreamOperatorParameters<OUT> parameters);

    void setChainingStrategy(ChainingStrategy strategy);

    ChainingStrategy getChainingStrategy();

    /** The class of what it makes, by which programs are checked before they run. */
    @SuppressWarnings("rawtypes") // Factories name a plain class.
    Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader);
}
