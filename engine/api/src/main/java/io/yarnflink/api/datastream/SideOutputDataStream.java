package io.yarnflink.api.datastream;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.transformation.SideOutputTransformation;

/** What an operator emits to one of its side outputs. */
public class SideOutputDataStream<T> extends DataStream<T> {
    public SideOutputDataStream(StreamExecutionEnvironment environment, SideOutputTransformation<T> transformation) {
        super(environment, transformation);
    }
}
