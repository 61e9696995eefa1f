package io.yarnflink.api.spi;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.transformation.Transformation;
import java.util.List;

/** All that {@code execute()} hands to an executor; {@code roots} are the transformations nothing else reads. */
public record Program(
        String jobName, List<Transformation<?>> roots, ExecutionConfig executionConfig, Configuration configuration) {
    public Program {
        roots = List.copyOf(roots);
    }
}
