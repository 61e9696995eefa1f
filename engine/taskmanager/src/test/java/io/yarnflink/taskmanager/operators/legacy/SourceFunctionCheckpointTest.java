package io.yarnflink.taskmanager.operators.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.task.CheckpointOrder;
import io.yarnflink.taskmanager.task.Progress;
import io.yarnflink.taskmanager.testing.Await;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source function that emits all the time, on its own thread, while checkpoints are taken. */
@Timeout(60)
class SourceFunctionCheckpointTest {
    private static final Map<Long, Integer> SNAPSHOTS = new ConcurrentHashMap<>();
    private static final int CHECKPOINTS = 30;
    /** As many as wait for their task at most. */
    private static final int AHEAD = 1024;

    private static volatile int counted;

    private final ChainHarness harness = new ChainHarness().checkpointing();
    private final List<String> emitted = new ArrayList<>();

    @BeforeEach
    void begin() {
        SNAPSHOTS.clear();
        counted = 0;
        harness.last(
                "numbers",
                new OperatorDescriptor.SourceLoop<>(new Counting(), Boundedness.CONTINUOUS_UNBOUNDED),
                Types.INT);
    }

    @AfterEach
    void end() {
        harness.lane.cancel();
        harness.run();
    }

    @Test
    void theBarrierComesBehindAllThatTheFunctionCountsAsEmittedAndBeforeAllElse() {
        for (long id = 1; id <= CHECKPOINTS; id++) {
            harness.announce(id);
            stepUntilTaken(id);
            stepUntilMoreIsEmitted();
        }
        assertThat(SNAPSHOTS).hasSize(CHECKPOINTS);
        int records = 0;
        for (String each : emitted) {
            if (each.startsWith("B")) {
                assertThat(SNAPSHOTS).containsEntry(Long.parseLong(each.substring(1)), records);
            } else {
                assertThat(each).isEqualTo(String.valueOf(records));
                records++;
            }
        }
        assertThat(records).isPositive();
    }

    @Test
    void aDrainedSourcePassesOnWhatItsFunctionCountsAsEmittedBeforeItsEnd() {
        harness.task();
        stepUntilMoreIsEmitted();
        Await.until("the function is ahead", () -> counted >= emitted.size() + AHEAD);
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), true, 0));
        stepUntilTaken(1);
        int records = emitted.size() - 2;
        assertThat(emitted.subList(records, emitted.size())).containsExactly("WMAX", "END");
        assertThat(SNAPSHOTS).containsEntry(1L, records);
        harness.task().checkpointCompleted(1);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        assertThat(harness.emittedSoFar()).isEmpty();
    }

    @Test
    void nothingIsEmittedAfterTheLastCheckpoint() {
        harness.task();
        stepUntilMoreIsEmitted();
        harness.task().announce(new CheckpointOrder(new Barrier(1, 0, true, true), false, 0));
        stepUntilTaken(1);
        // The barrier may still wait for space.
        while (!emitted.contains("B1")) {
            harness.lane.step();
            emitted.addAll(harness.emittedSoFar());
        }
        int before = SNAPSHOTS.getOrDefault(1L, 0);
        Await.until("the function is ahead", () -> counted >= before + AHEAD);
        harness.task().checkpointCompleted(1);
        assertThat(harness.run()).isEqualTo(Progress.DONE);
        emitted.addAll(harness.emittedSoFar());
        assertThat(emitted).endsWith("B1").hasSize(before + 1);
    }

    private void stepUntilTaken(long id) {
        harness.task();
        while (harness.listener.taken().size() < id) {
            harness.lane.step();
            emitted.addAll(harness.emittedSoFar());
        }
    }

    /** The function has a thread of its own, which may not have begun yet. */
    private void stepUntilMoreIsEmitted() {
        for (int before = emitted.size(); emitted.size() == before; ) {
            harness.lane.step();
            emitted.addAll(harness.emittedSoFar());
        }
    }

    private static final class Counting implements SourceFunction<Integer>, CheckpointedFunction {
        private volatile boolean goesOn = true;
        private int next;

        @Override
        public void run(SourceContext<Integer> ctx) {
            while (goesOn) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(next);
                    next++;
                    counted = next;
                }
            }
        }

        @Override
        public void cancel() {
            goesOn = false;
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) {
            SNAPSHOTS.put(context.getCheckpointId(), next);
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {}
    }
}
