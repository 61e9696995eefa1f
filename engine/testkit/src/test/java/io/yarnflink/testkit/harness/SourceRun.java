package io.yarnflink.testkit.harness;

import io.yarnflink.api.common.ExecutionConfig;
import io.yarnflink.api.common.JobID;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.functions.source.SourceFunction;
import io.yarnflink.api.operators.StreamRecord;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.taskmanager.chain.Companion;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.chain.NamedJob;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessEnvironment;
import io.yarnflink.taskmanager.chain.RestoredState;
import io.yarnflink.taskmanager.chain.SideOutputs;
import io.yarnflink.taskmanager.chain.SubtaskInfo;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import io.yarnflink.taskmanager.exchange.Outlet;
import io.yarnflink.taskmanager.operators.legacy.SourceFunctionOperator;
import io.yarnflink.taskmanager.task.CompanionThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One subtask of a source, whose loop has a thread of its own as in a task. */
final class SourceRun<T> implements AutoCloseable {
    private final Captured output = new Captured(null);
    private final SourceFunctionOperator<T> operator;

    SourceRun(SourceFunction<T> function, TypeInformation<T> type, @Nullable RestoredState restored) {
        this(function, type, restored, 1, 0);
    }

    @SuppressWarnings("unchecked") // Here all records are objects.
    SourceRun(
            SourceFunction<T> function,
            TypeInformation<T> type,
            @Nullable RestoredState restored,
            int parallelism,
            int subtask) {
        TaskEnvironment environment = new TaskEnvironment(
                new NamedJob(new JobID(0, 1), "job"),
                new SubtaskInfo("source", subtask, parallelism, 128, 0, "allocation"),
                new ExecutionConfig(),
                new JobClasses(SourceRun.class.getClassLoader()),
                new ProcessEnvironment(new HarnessClock(), "localhost", System.out, System.err),
                new NoJobMaster(),
                new Turns());
        operator = new SourceFunctionOperator<>(
                new OperatorContext(
                        "source", environment, new SideOutputs((String id) -> new Captured(null)), restored),
                function,
                type.createSerializer(new ExecutionConfig()),
                (Input<T>) (Input<?>) output);
        operator.open();
    }

    /** Polls until that many records have come out. */
    SourceRun<T> poll(int records) {
        await(() -> {
            if (operator.isAvailable() && values().size() < records) {
                operator.poll();
            }
            return values().size() >= records;
        });
        return this;
    }

    List<Object> pollToEnd() {
        await(() -> operator.isAvailable() && operator.poll() == InputStatus.END_OF_INPUT);
        return values();
    }

    RestoredState snapshot(long checkpointId) {
        OperatorSnapshot snapshot = operator.snapshot(new Checkpoint(checkpointId, 0));
        return new RestoredState(checkpointId, snapshot);
    }

    List<Object> values() {
        List<Object> values = new ArrayList<>();
        for (Object element : output.elements()) {
            if (element instanceof StreamRecord<?> found) {
                values.add(found.getValue());
            }
        }
        return values;
    }

    @Override
    public void close() {
        operator.close();
    }

    SourceFunctionOperator<T> operator() {
        return operator;
    }

    /** Waits without sleeping, but not for ever. */
    static void await(BooleanSupplier condition) {
        long end = SystemClock.INSTANCE.nanos() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (SystemClock.INSTANCE.nanos() > end) {
                throw new AssertionError("it did not come within 30 seconds");
            }
            Thread.onSpinWait();
        }
    }

    private record Checkpoint(long getCheckpointId, long getCheckpointTimestamp) implements FunctionSnapshotContext {}

    private static final class Turns implements TaskEnvironment.TaskTurns {
        @Override
        public Companion companion(String purpose, Runnable work) {
            return CompanionThread.start("test " + purpose, SourceRun.class.getClassLoader(), work);
        }

        @Override
        public void wake() {}

        @Override
        public void awaitSpace(Outlet outlet) {}
    }
}
