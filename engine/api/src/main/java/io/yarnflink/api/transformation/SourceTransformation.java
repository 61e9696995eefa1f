package io.yarnflink.api.transformation;

import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;

/** Records enter the program. */
public final class SourceTransformation<T> extends Transformation<T> {
    private final Source<T, ?, ?> source;
    private final WatermarkStrategy<T> watermarks;

    public SourceTransformation(
            int id,
            String name,
            TypeInformation<T> outputType,
            Source<T, ?, ?> source,
            WatermarkStrategy<T> watermarks) {
        super(id, name, outputType);
        this.source = source;
        this.watermarks = watermarks;
    }

    public OperatorDescriptor operator() {
        return new OperatorDescriptor.SourceRead<>(source, watermarks);
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of();
    }
}
