package io.yarnflink.taskmanager.operators.windows;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.RestoredState;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import io.yarnflink.taskmanager.task.Operators;
import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.RecordingGateway;
import io.yarnflink.taskmanager.testing.SteppedLane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs an operator by calls, and lets it be ended and go on from its snapshot at any point. */
final class RestoredRun {
    /** Each is written for itself, so that many would make the run slow. */
    private static final int FEW_KEY_GROUPS = 2;

    private final OperatorDescriptor descriptor;
    private final TaskEnvironment environment = new TaskEnvironment(
            new NamedJob(new JobID(0, 1), "restored"),
            new SubtaskInfo("windows", 0, 1, FEW_KEY_GROUPS, 0, "slot"),
            new ExecutionConfig(),
            new JobClasses(RestoredRun.class.getClassLoader()),
            new ProcessEnvironment(new ManualClock(), "host", System.out, System.err),
            new RecordingGateway(),
            new SteppedLane());
    private final List<Object> emitted = new ArrayList<>();
    private final Input<Object> output = new Kept();
    private Operators.OneInput running;
    private long watermark = Long.MIN_VALUE;
    private long checkpoints;

    RestoredRun(OperatorDescriptor descriptor) {
        this.descriptor = descriptor;
        running = started(null);
    }

    private Operators.OneInput started(@Nullable RestoredState restored) {
        Operators.OneInput made = Operators.oneInput(
                descriptor, new OperatorContext("windows", environment, new SideOutputs(Map.of()), restored), output);
        made.operator().open();
        return made;
    }

    void process(Object value, long timestamp) {
        running.input().process(value, timestamp);
    }

    void watermark(long timestamp) {
        watermark = Math.max(watermark, timestamp);
        running.input().watermark(watermark);
    }

    /** Ends the operator, and lets another go on with its state. */
    void restore() {
        checkpoints++;
        RestoredState state =
                new RestoredState(checkpoints, running.operator().snapshot(new Checkpoint(checkpoints, 0)));
        running.operator().close();
        running = started(state);
        // What is before the operator tells it the time again.
        running.input().watermark(watermark);
    }

    private record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}

    List<Object> emitted() {
        return emitted;
    }

    /** Keeps what comes out. */
    private final class Kept extends Input<Object> {
        @Override
        public void process(Object value, long timestamp) {
            emitted.add(value);
        }

        @Override
        public void watermark(long timestamp) {}

        @Override
        public void status(WatermarkStatus status) {}

        @Override
        public void endOfInput() {}
    }
}
