package io.yarnflink.taskmanager.operators.legacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.source.RichSourceFunction;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.tuple.Tuple1;
import io.yarnflink.api.typeinfo.Types;
import io.yarnflink.taskmanager.testing.Await;
import io.yarnflink.taskmanager.testing.ChainHarness;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a source function may do and what becomes of it; its thread waits for what each test tells it. */
class SourceFunctionTest {
    private static final BlockingQueue<Step> STEPS = new LinkedBlockingQueue<>();
    private static final List<String> HEARD = Collections.synchronizedList(new ArrayList<>());

    private final ChainHarness harness = new ChainHarness();

    /** What the source does next; it ends with {@link #END}. */
    interface Step {
        Step END = context -> {};

        void take(SourceFunction.SourceContext<String> context) throws Exception;
    }

    @BeforeEach
    void forget() {
        STEPS.clear();
        HEARD.clear();
    }

    @Test
    void recordsWatermarksAndIdlenessComeInOrderAndTheEndIsTheFinalWatermark() {
        running(new Told());
        STEPS.add(context -> {
            context.collect("a");
            context.collectWithTimestamp("b", 5);
            context.emitWatermark(new Watermark(4));
            context.markAsTemporarilyIdle();
            context.collect("c");
            context.close();
        });
        STEPS.add(Step.END);
        assertThat(emittedUntilEnd()).containsExactly("a", "b@5", "W4", "IDLE", "ACTIVE", "c", "WMAX", "END");
        assertThat(harness.listener.events()).containsExactly("RUNNING", "FINISHED");
        assertThat(harness.task().meter().counters().getRecordsIn()).isEqualTo(3);
        assertThat(HEARD).containsExactly("open 0", "close");
    }

    @Test
    void theLockKeepsOthersOutWhileTheSourceEmits() {
        running(new Told());
        STEPS.add(context -> {
            Object lock = context.getCheckpointLock();
            synchronized (lock) {
                HEARD.add("holds " + Thread.holdsLock(lock));
                context.collect("a");
            }
        });
        STEPS.add(Step.END);
        assertThat(emittedUntilEnd()).containsExactly("a", "WMAX", "END");
        assertThat(HEARD).contains("holds true");
    }

    @Test
    void aFailureOfTheLoopIsTheUsersAndComesAfterWhatItEmitted() {
        running(new Told());
        STEPS.add(context -> {
            context.collect("a");
            throw new IOException("no more");
        });
        Await.until("the source does its part", () -> {
            harness.run();
            return harness.listener.events().contains("FAILED");
        });
        assertThat(harness.emitted()).containsExactly("a");
        assertThat(harness.listener.failure().getOperator()).isEqualTo("told");
        assertThat(harness.listener.failure().getKind()).isEqualTo("USER_CODE");
        assertThat(harness.listener.failure().getMessage()).isEqualTo("no more");
        assertThat(HEARD).containsExactly("open 0", "close");
    }

    @Test
    @SuppressWarnings("NullAway") // What a careless program does.
    void nullIsRefusedWhereItIsEmitted() {
        running(new Told());
        STEPS.add(context -> context.collect(null));
        Await.until("the source does its part", () -> {
            harness.run();
            return harness.listener.events().contains("FAILED");
        });
        assertThat(harness.listener.failure().getMessage())
                .isEqualTo("a source emitted null: records of a stream cannot be null");
    }

    @Test
    void aCanceledSourceIsAskedToEndAndThenInterrupted() {
        running(new Told());
        harness.run();
        harness.lane.cancel();
        harness.run();
        assertThat(harness.listener.events()).containsExactly("RUNNING", "CANCELED");
        assertThat(HEARD).containsExactly("open 0", "cancel", "interrupted", "close");
    }

    @Test
    void aSourceThatNeverLooksUpEndsWhenItEmitsIntoACanceledTask() {
        running(new Told());
        STEPS.add(context -> {
            while (true) {
                context.collect("again");
            }
        });
        Await.until("the source does its part", () -> harness.emitted().contains("again"));
        harness.lane.cancel();
        Await.until("the source does its part", () -> {
            harness.run();
            return harness.listener.events().contains("CANCELED");
        });
        assertThat(HEARD).contains("cancel", "close");
    }

    @Test
    void anObjectThatTheSourceChangesAfterItEmittedItIsNotChangedForOthers() {
        harness.last(
                "mutable",
                new OperatorDescriptor.SourceLoop<>(new Reusing(), Boundedness.BOUNDED),
                Types.TUPLE(Types.INT));
        harness.start();
        List<String> all = new ArrayList<>();
        Await.until("the source does its part", () -> all.addAll(harness.emitted()) && all.contains("END"));
        assertThat(all).containsExactly("(0)", "(1)", "(2)", "WMAX", "END");
    }

    private void running(SourceFunction<String> function) {
        harness.last(
                "told", new OperatorDescriptor.SourceLoop<>(function, Boundedness.CONTINUOUS_UNBOUNDED), Types.STRING);
        harness.start();
    }

    private List<String> emittedUntilEnd() {
        List<String> all = new ArrayList<>();
        Await.until("the source does its part", () -> {
            all.addAll(harness.emitted());
            return all.contains("END");
        });
        return all;
    }

    private static final class Told extends RichSourceFunction<String> {
        @Override
        public void open(OpenContext context) {
            HEARD.add("open " + getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
        }

        @Override
        public void run(SourceContext<String> ctx) throws Exception {
            try {
                Step step = STEPS.take();
                while (step != Step.END) {
                    step.take(ctx);
                    step = STEPS.take();
                }
            } catch (InterruptedException e) {
                HEARD.add("interrupted");
                throw e;
            }
        }

        @Override
        public void cancel() {
            HEARD.add("cancel");
        }

        @Override
        public void close() {
            HEARD.add("close");
        }
    }

    private static final class Reusing implements SourceFunction<Tuple1<Integer>> {
        @Override
        public void run(SourceContext<Tuple1<Integer>> ctx) {
            Tuple1<Integer> reused = new Tuple1<>(0);
            for (int i = 0; i < 3; i++) {
                reused.f0 = i;
                ctx.collect(reused);
            }
        }

        @Override
        public void cancel() {}
    }
}
