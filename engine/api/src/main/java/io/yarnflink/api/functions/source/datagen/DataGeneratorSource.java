package io.yarnflink.api.functions.source.datagen;

import io.yarnflink.api.functions.OpenContext;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.functions.source.RichParallelSourceFunction;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.time.Pause;
import io.yarnflink.api.time.SystemClock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Emits what a generator makes, in every subtask, so many records a second and at most so many in all. */
public class DataGeneratorSource<T> extends RichParallelSourceFunction<T> implements CheckpointedFunction {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final DataGenerator<T> generator;
    private final long rowsPerSecond;
    private final @Nullable Long numberOfRows;
    private final Pause pace = new Pause();
    private transient long left;
    private transient boolean started;
    private volatile boolean cancelled;

    /** As fast as it can, until the generator ends. */
    public DataGeneratorSource(DataGenerator<T> generator) {
        this(generator, Long.MAX_VALUE, null);
    }

    /** Both numbers are those of all subtasks together; null stands for no end. */
    public DataGeneratorSource(DataGenerator<T> generator, long rowsPerSecond, @Nullable Long numberOfRows) {
        this.generator = Objects.requireNonNull(generator, "generator is null");
        if (rowsPerSecond < 1) {
            throw new IllegalArgumentException("rows per second must be at least 1, was " + rowsPerSecond);
        }
        this.rowsPerSecond = rowsPerSecond;
        this.numberOfRows = numberOfRows;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        generator.open("DataGenerator", context, getRuntimeContext());
    }

    @Override
    public void open(OpenContext openContext) throws Exception {
        TaskInfo task = getRuntimeContext().getTaskInfo();
        int subtasks = task.getNumberOfParallelSubtasks();
        left = numberOfRows == null
                ? Long.MAX_VALUE
                : numberOfRows / subtasks + (task.getIndexOfThisSubtask() < numberOfRows % subtasks ? 1 : 0);
        started = true;
    }

    @Override
    public void run(SourceContext<T> ctx) throws Exception {
        if (!started) {
            throw new IllegalStateException("open was not called");
        }
        int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        double nanosPerRow = (double) NANOS_PER_SECOND / rowsPerSecond * subtasks;
        long begin = SystemClock.INSTANCE.nanos();
        long emitted = 0;
        while (!cancelled && left > 0) {
            pace.await(begin + (long) (emitted * nanosPerRow) - SystemClock.INSTANCE.nanos());
            synchronized (ctx.getCheckpointLock()) {
                if (cancelled || !generator.hasNext()) {
                    return;
                }
                ctx.collect(generator.next());
                emitted++;
                left--;
            }
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        pace.end();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        generator.snapshotState(context);
    }
}
