package io.yarnflink.taskmanager.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.state.KeyedSnapshot;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.OperatorLifecycle;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.InputGate;
import io.yarnflink.taskmanager.exchange.TaskBarriers;
import io.yarnflink.taskmanager.operators.NoOutput;
import io.yarnflink.taskmanager.testing.ManualClock;
import io.yarnflink.taskmanager.testing.QueueChannel;
import io.yarnflink.taskmanager.testing.RecordingGateway;
import io.yarnflink.taskmanager.testing.RecordingListener;
import io.yarnflink.taskmanager.testing.SteppedLane;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What keyed state froze for a snapshot is written or discarded, however the task ends. */
class CheckpointsTest {
    private final ManualClock clock = new ManualClock();
    private final RecordingListener listener = new RecordingListener();
    private final TaskBarriers barriers = new TaskBarriers(true, clock, id -> {});
    private final QueueChannel first = new QueueChannel();
    private final InputGate gate = new InputGate(List.of(first, new QueueChannel()), barriers);
    private final Frozen frozen = new Frozen();
    private final OperatorContext context = new OperatorContext(
            "keyed",
            new TaskEnvironment(
                    new NamedJob(new JobID(0, 1), "job"),
                    new SubtaskInfo("vertex", 0, 1, 1, 0, "slot"),
                    new ExecutionConfig(),
                    new JobClasses(CheckpointsTest.class.getClassLoader()),
                    new ProcessEnvironment(clock, "host", System.out, System.err),
                    new RecordingGateway(),
                    new SteppedLane()),
            new SideOutputs(Map.of()));

    @Test
    void whatWasTakenEarlyIsDiscardedWhenTheTaskEndsBeforeItsBarriersCame() {
        Checkpoints checkpoints = checkpoints(new Keyed(context, frozen));
        first.add(new Barrier(1, 0, false, false));
        assertThat(gate.poll()).isNull();
        checkpoints.takeEarly();
        assertThat(barriers.early()).isNotNull();
        assertThat(frozen.discarded).isZero();
        checkpoints.close();
        checkpoints.close();
        assertThat(frozen.discarded).isEqualTo(1);
        assertThat(listener.taken()).isEmpty();
    }

    @Test
    void whatWasFrozenIsDiscardedWhenTheNextOperatorFailsInItsSnapshot() {
        Checkpoints checkpoints = checkpoints(new Keyed(context, frozen), new Failing(context));
        assertThatThrownBy(() -> checkpoints.take(new Barrier(1, 0, false, false), 0))
                .hasMessage("told to fail");
        assertThat(frozen.discarded).isEqualTo(1);
    }

    private Checkpoints checkpoints(OperatorLifecycle... operators) {
        Chain chain =
                new Chain(new GateHead(gate, NoOutput.INSTANCE), List.of(operators), List.of(), new Outlets(List.of()));
        chain.open();
        return new Checkpoints(chain, barriers, 0, 1 << 20, listener, clock);
    }

    private record Keyed(OperatorContext context, KeyedSnapshot frozen) implements OperatorLifecycle {
        @Override
        public OperatorSnapshot snapshot(FunctionSnapshotContext checkpoint) {
            return new OperatorSnapshot(frozen, new OperatorStateSnapshot());
        }
    }

    private record Failing(OperatorContext context) implements OperatorLifecycle {
        @Override
        public void snapshotState(FunctionSnapshotContext checkpoint) {
            throw new IllegalStateException("told to fail");
        }
    }

    /** Counts how often it is discarded. */
    private static final class Frozen implements KeyedSnapshot {
        private int discarded;

        @Override
        public void write(SnapshotTarget target) {}

        @Override
        public void durable() {}

        @Override
        public void discard() {
            discarded++;
        }
    }
}
