package io.yarnflink.api.datastream;

import io.yarnflink.api.transformation.Transformation;
import io.yarnflink.api.transformation.UnionTransformation;
import java.util.ArrayList;
import java.util.List;

/** Makes one stream of several, which have one type and one environment. */
final class Union<T> {
    private final DataStream<T> first;
    private final List<Transformation<T>> inputs = new ArrayList<>();

    Union(DataStream<T> first) {
        this.first = first;
        inputs.add(first.transformation);
    }

    void add(DataStream<T> other) {
        if (!first.getType().equals(other.getType())) {
            throw new IllegalArgumentException("Cannot unite streams of different types: '"
                    + first.transformation.name() + "' has " + first.getType() + " and '" + other.transformation.name()
                    + "' has " + other.getType() + ". Map one of them to the type of the other first");
        }
        if (other.environment != first.environment) {
            throw new IllegalArgumentException("Cannot unite '" + first.transformation.name() + "' and '"
                    + other.transformation.name() + "': they come from different environments");
        }
        inputs.add(other.transformation);
    }

    DataStream<T> stream() {
        return new DataStream<>(
                first.environment, new UnionTransformation<>(first.environment.newTransformationId(), inputs));
    }
}
