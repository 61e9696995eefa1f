package io.yarnflink.graph.translation;

import io.yarnflink.api.common.InvalidProgramException;
import io.yarnflink.api.common.RuntimeExecutionMode;
import io.yarnflink.api.configuration.ExecutionOptions;
import io.yarnflink.api.spi.Program;
import java.util.List;
import java.util.Optional;

/** Decides how a program runs, by its own word and by its sources. */
final class RuntimeModes {
    private RuntimeModes() {}

    /** Whether the program gives its results once at the end; refuses to do so for a source without end. */
    static boolean isBatch(Program program, List<StreamNode> nodes) {
        RuntimeExecutionMode mode = program.configuration().get(ExecutionOptions.RUNTIME_MODE);
        Optional<StreamNode> unbounded =
                nodes.stream().filter(node -> !node.operator().isBounded()).findFirst();
        if (mode == RuntimeExecutionMode.BATCH && unbounded.isPresent()) {
            throw new InvalidProgramException("'" + unbounded.get().name()
                    + "' has no end, so that the job cannot run in BATCH mode, which gives its results at the end."
                    + " Bound the source, or set the runtime mode to STREAMING or AUTOMATIC");
        }
        return mode == RuntimeExecutionMode.BATCH || (mode == RuntimeExecutionMode.AUTOMATIC && unbounded.isEmpty());
    }
}
