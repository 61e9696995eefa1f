package io.yarnflink.graph.translation;

import io.yarnflink.api.functions.OutputTag;
import io.yarnflink.api.transformation.Partitioning;
import io.yarnflink.api.typeinfo.TypeInformation;
import java.util.Optional;

/**
 * What {@code source} emits, to {@code sideOutput} if there is one, reaches input {@code input} of {@code target} as
 * {@code partitioning} says.
 */
public record StreamEdge(
        StreamNode source, Optional<OutputTag<?>> sideOutput, StreamNode target, int input, Partitioning partitioning) {
    /** What the records are; empty where that cannot be inferred. */
    public Optional<TypeInformation<?>> recordType() {
        return sideOutput.isPresent() ? sideOutput.map(OutputTag::getTypeInfo) : source.outputType();
    }
}
