package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.operators.StreamSource;
import io.yarnflink.api.transformation.SourceTransformation;
import io.yarnflink.api.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** The stream that a source emits. */
public class DataStreamSource<T> extends SingleOutputStreamOperator<T> {
    public DataStreamSource(
            StreamExecutionEnvironment environment, SourceTransformation<T> transformation, boolean parallel) {
        super(environment, transformation);
        transformation.setParallelism(environment.getConfig().getParallelism());
        if (!parallel) {
            markNonParallel();
        }
    }

    /** The records of an operator, as those of a source. */
    public DataStreamSource(SingleOutputStreamOperator<T> operator) {
        super(operator.getExecutionEnvironment(), operator.getTransformation());
    }

    /** A function's loop, which ends only with the job. */
    public DataStreamSource(
            StreamExecutionEnvironment environment,
            @Nullable TypeInformation<T> outTypeInfo,
            StreamSource<T, ?> operator,
            boolean isParallel,
            String sourceName) {
        this(environment, outTypeInfo, operator, isParallel, sourceName, Boundedness.CONTINUOUS_UNBOUNDED);
    }

    public DataStreamSource(
            StreamExecutionEnvironment environment,
            @Nullable TypeInformation<T> outTypeInfo,
            StreamSource<T, ?> operator,
            boolean isParallel,
            String sourceName,
            Boundedness boundedness) {
        this(
                environment,
                transformation(
                        environment,
                        outTypeInfo,
                        sourceName,
                        new OperatorDescriptor.SourceLoop<>(operator.getUserFunction(), boundedness)),
                isParallel);
    }

    /** What {@code source} reads, with its time. */
    public DataStreamSource(
            StreamExecutionEnvironment environment,
            Source<T, ?, ?> source,
            WatermarkStrategy<T> watermarkStrategy,
            TypeInformation<T> outTypeInfo,
            String sourceName) {
        this(
                environment,
                transformation(
                        environment,
                        requireNonNull(outTypeInfo, "source type is null"),
                        sourceName,
                        new OperatorDescriptor.SourceRead<>(
                                requireNonNull(source, "source is null"),
                                requireNonNull(watermarkStrategy, "watermark strategy is null"))),
                true);
    }

    private static <T> SourceTransformation<T> transformation(
            StreamExecutionEnvironment environment,
            @Nullable TypeInformation<T> type,
            String name,
            OperatorDescriptor reading) {
        return new SourceTransformation<>(
                environment.newTransformationId(), requireNonNull(name, "source name is null"), type, reading);
    }

    @Override
    public DataStreamSource<T> setParallelism(int parallelism) {
        super.setParallelism(parallelism);
        return this;
    }
}
