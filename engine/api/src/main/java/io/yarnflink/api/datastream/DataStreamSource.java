package io.yarnflink.api.datastream;

import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.transformation.SourceTransformation;

/** The stream that a source emits. */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {
    public DataStreamSource(
            StreamExecutionEnvironment environment, SourceTransformation<T> transformation, boolean parallel) {
        super(environment, transformation);
        if (!parallel) {
            markNonParallel();
        }
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
