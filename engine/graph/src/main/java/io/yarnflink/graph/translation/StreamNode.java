package io.yarnflink.graph.translation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.RuntimeSettings;
import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.graph.OperatorId;
import java.util.Optional;

/** An operator of a program; compared by identity. {@code outputType} is empty for sinks and where nothing reads it. */
public final class StreamNode {
    private final int id;
    private final String name;
    private final Optional<String> uid;
    private final Optional<OperatorId> givenId;
    private final OperatorDescriptor operator;
    private final Optional<TypeInformation<?>> outputType;
    private final Placement placement;
    private RuntimeSettings settings;

    StreamNode(
            Transformation<?> transformation,
            String name,
            OperatorDescriptor operator,
            Placement placement,
            RuntimeSettings settings) {
        id = transformation.id();
        this.name = name;
        uid = transformation.uid();
        givenId = transformation.uidHash().map(OperatorId::parse);
        this.operator = operator;
        outputType = transformation.outputType().map(type -> (TypeInformation<?>) type);
        this.placement = placement;
        this.settings = settings;
    }

    /** The id of the transformation it was made from. */
    public int id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Optional<String> uid() {
        return uid;
    }

    /** The id that the program gave the operator itself. */
    public Optional<OperatorId> givenId() {
        return givenId;
    }

    public RuntimeSettings settings() {
        return settings;
    }

    /** Says in which order the inputs are read, which only the whole graph tells. */
    void setInputOrder(RuntimeSettings.InputOrder inputOrder) {
        settings = new RuntimeSettings(settings.metricVariables(), settings.sendsAtOnce(), inputOrder);
    }

    public OperatorDescriptor operator() {
        return operator;
    }

    public Optional<TypeInformation<?>> outputType() {
        return outputType;
    }

    public Placement placement() {
        return placement;
    }

    public int parallelism() {
        return placement.parallelism();
    }

    public boolean isSource() {
        return operator.isSource();
    }

    public boolean isSink() {
        return operator.isSink();
    }

    /** Whether its records go back to the client. */
    boolean collects() {
        return operator instanceof OperatorDescriptor.Collect;
    }

    boolean isKeyed(int input) {
        return operator.isKeyed(input);
    }

    @Override
    public String toString() {
        return name + " (" + parallelism() + ")";
    }
}
