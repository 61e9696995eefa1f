package io.yarnflink.api.transformation;

import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.List;

/** Records enter the program. */
public final class SourceTransformation<T> extends Transformation<T> {
    private final Source<T, ?, ?> source;

    public SourceTransformation(int id, String name, TypeInformation<T> outputType, Source<T, ?, ?> source) {
        super(id, name, outputType);
        this.source = source;
    }

    public Source<T, ?, ?> source() {
        return source;
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of();
    }
}
