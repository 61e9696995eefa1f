package io.yarnflink.graph.translation;

import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.Optional;

/** An operator of a program; compared by identity. {@code outputType} is empty for sinks and where nothing reads it. */
public final class StreamNode {
    private final int id;
    private final String name;
    private final Optional<String> uid;
    private final OperatorDescriptor operator;
    private final Optional<TypeInformation<?>> outputType;
    private final Placement placement;

    StreamNode(
            int id,
            String name,
            Optional<String> uid,
            OperatorDescriptor operator,
            Optional<TypeInformation<?>> outputType,
            Placement placement) {
        this.id = id;
        this.name = name;
        this.uid = uid;
        this.operator = operator;
        this.outputType = outputType;
        this.placement = placement;
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
