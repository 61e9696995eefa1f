package io.yarnflink.taskmanager.operators.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source function that emits all the time, on its own thread, while checkpoints are taken. */
@Timeout(60)
class SourceFunctionCheckpointTest {
    private static final Map<Long, Integer> SNAPSHOTS = new ConcurrentHashMap<>();
    private static final int CHECKPOINTS = 30;

    private final ChainHarness harness = new ChainHarness().checkpointing();

    @AfterEach
    void end() {
        harness.lane.cancel();
        harness.run();
    }

    @Test
    void theBarrierComesBehindAllThatTheFunctionCountsAsEmittedAndBeforeAllElse() {
        harness.last(
                "numbers",
                new OperatorDescriptor.SourceLoop<>(new Counting(), Boundedness.CONTINUOUS_UNBOUNDED),
                Types.INT);
        List<String> emitted = new ArrayList<>();
        for (long id = 1; id <= CHECKPOINTS; id++) {
            harness.announce(id);
            while (harness.listener.taken().size() < id) {
                harness.lane.step();
                emitted.addAll(harness.emittedSoFar());
            }
            // The function has a thread of its own, which may not have begun yet.
            for (int before = emitted.size(); emitted.size() == before; ) {
                harness.lane.step();
                emitted.addAll(harness.emittedSoFar());
            }
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

    private static final class Counting implements SourceFunction<Integer>, CheckpointedFunction {
        private volatile boolean goesOn = true;
        private int next;

        @Override
        public void run(SourceContext<Integer> ctx) {
            while (goesOn) {
                synchronized (ctx.getCheckpointLock()) {
                    ctx.collect(next);
                    next++;
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
