package io.yarnflink.graph.translation;

import io.yarnflink.api.common.CheckpointingMode;
import io.yarnflink.api.configuration.CheckpointingOptions;
import io.yarnflink.api.environment.CheckpointConfig;
import io.yarnflink.api.functions.sink.DiscardingSink;
import io.yarnflink.api.functions.sink.SinkFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointListener;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.ListCheckpointed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a program's output can be counted on for when something fails: the weakest of its sources, its checkpoints and
 * its sinks. {@code reasons} say what keeps it from being more.
 */
public record Guarantee(Level level, List<String> reasons) {

    /** From the strongest to the weakest. */
    public enum Level {
        /** Each record counts once in state and in what sinks show. */
        EXACTLY_ONCE,
        /** The same, for a job that fails for good with its first failure. */
        ONCE_OR_FAILED,
        /** No record is lost, some may be seen again. */
        AT_LEAST_ONCE,
        /** Records may be lost. */
        NONE
    }

    public Guarantee {
        reasons = List.copyOf(reasons);
    }

    public static Guarantee of(StreamGraph graph) {
        CheckpointConfig checkpoints = new CheckpointConfig();
        checkpoints.configure(graph.executionConfig().jobConfiguration());
        boolean checkpointed =
                checkpoints.isCheckpointingEnabled() && !graph.executionConfig().isBatch();
        Level level = checkpointed ? Level.EXACTLY_ONCE : Level.ONCE_OR_FAILED;
        List<String> reasons = new ArrayList<>();
        if (!checkpointed) {
            reasons.add(
                    graph.executionConfig().isBatch() ? "BATCH takes no checkpoints" : "no checkpoint interval is set");
        } else if (checkpoints.getCheckpointingConsistencyMode() == CheckpointingMode.AT_LEAST_ONCE) {
            level = Level.AT_LEAST_ONCE;
            reasons.add("the checkpointing mode is at-least-once");
        }
        boolean endsUncovered = checkpointed
                && !graph.executionConfig()
                        .jobConfiguration()
                        .get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH);
        for (StreamNode node : graph.nodes()) {
            Optional<Shortfall> shortfall = shortfall(node, checkpointed)
                    .or(() -> endsUncovered && publishesByItself(node) ? Optional.of(atEnd(node)) : Optional.empty());
            if (shortfall.isPresent()) {
                level = weaker(level, shortfall.get().level());
                reasons.add(shortfall.get().reason());
            }
        }
        return new Guarantee(level, reasons);
    }

    private static Level weaker(Level one, Level other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private record Shortfall(Level level, String reason) {}

    private static Optional<Shortfall> shortfall(StreamNode node, boolean checkpointed) {
        OperatorDescriptor operator = node.operator();
        if (operator instanceof OperatorDescriptor.SourceLoop<?> loop && checkpointed && !replays(loop.function())) {
            return Optional.of(
                    new Shortfall(Level.NONE, "'" + node.name() + "' cannot go back, so that a restart loses records"));
        }
        if (!node.isSink() || commits(operator)) {
            return Optional.empty();
        }
        if (node.collects()) {
            return Optional.of(new Shortfall(
                    Level.ONCE_OR_FAILED,
                    "'" + node.name() + "' gives records to the client: once it has some, the job does not restart"));
        }
        return Optional.of(new Shortfall(
                Level.AT_LEAST_ONCE,
                "'" + node.name() + "' commits nothing: "
                        + (checkpointed ? "a restart writes records again" : "what it wrote before a failure stays")));
    }

    private static boolean publishesByItself(StreamNode node) {
        return node.operator() instanceof OperatorDescriptor.Invoke<?> invoke
                && invoke.function() instanceof CheckpointListener;
    }

    private static Shortfall atEnd(StreamNode node) {
        return new Shortfall(
                Level.AT_LEAST_ONCE,
                "'" + node.name() + "' publishes when its subtask ends, and "
                        + CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key()
                        + " is false: a restart after that writes its last records again");
    }

    private static boolean replays(SourceFunction<?> function) {
        return function instanceof CheckpointedFunction || function instanceof ListCheckpointed<?>;
    }

    private static boolean commits(OperatorDescriptor sink) {
        if (sink instanceof OperatorDescriptor.Write<?> write) {
            return write.commits() || write.sink() instanceof io.yarnflink.api.functions.sink.v2.DiscardingSink<?>;
        }
        return sink instanceof OperatorDescriptor.Invoke<?> invoke && commits(invoke.function());
    }

    /** A function that keeps what it wrote until a checkpoint is complete, or shows nothing at all. */
    private static boolean commits(SinkFunction<?> function) {
        return function instanceof DiscardingSink<?>
                || (function instanceof CheckpointedFunction && function instanceof CheckpointListener);
    }

    /** For people, in one line. */
    public String line() {
        String name = level == Level.ONCE_OR_FAILED
                ? "exactly-once if the job does not fail"
                : level.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return reasons.isEmpty() ? name : name + " (" + String.join("; ", reasons) + ")";
    }
}
