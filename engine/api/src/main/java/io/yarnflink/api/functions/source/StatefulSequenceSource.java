package io.yarnflink.api.functions.source;

import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.functions.TaskInfo;
import io.yarnflink.api.state.CheckpointedFunction;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import io.yarnflink.api.state.ListState;
import io.yarnflink.api.state.ListStateDescriptor;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.api.typeinfo.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Emits the numbers from one to another, both included; after a restore each one that was not emitted before. */
public class StatefulSequenceSource extends RichParallelSourceFunction<Long> implements CheckpointedFunction {
    private final long start;
    private final long end;
    private transient @Nullable ListState<Tuple2<Long, Long>> remaining;
    private transient @Nullable Deque<Tuple2<Long, Long>> ranges;
    private volatile boolean cancelled;

    public StatefulSequenceSource(long start, long end) {
        this.start = start;
        this.end = end;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Tuple2<Long, Long>> state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("remaining", Types.TUPLE(Types.LONG, Types.LONG)));
        Deque<Tuple2<Long, Long>> found = new ArrayDeque<>();
        if (context.isRestored()) {
            state.get().forEach(found::add);
        } else {
            TaskInfo task = getRuntimeContext().getTaskInfo();
            NumberSequenceIterator own = new NumberSequenceIterator(start, end)
                    .split(task.getNumberOfParallelSubtasks())[task.getIndexOfThisSubtask()];
            if (own.hasNext()) {
                found.add(Tuple2.of(own.getCurrent(), own.getTo()));
            }
        }
        remaining = state;
        ranges = found;
    }

    @Override
    public void run(SourceContext<Long> ctx) {
        Deque<Tuple2<Long, Long>> open = Objects.requireNonNull(ranges, "initializeState was not called");
        while (!cancelled && !open.isEmpty()) {
            synchronized (ctx.getCheckpointLock()) {
                Tuple2<Long, Long> range = open.remove();
                ctx.collect(range.f0);
                if (range.f0 < range.f1) {
                    open.addFirst(Tuple2.of(range.f0 + 1, range.f1));
                }
            }
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(remaining, "initializeState was not called")
                .update(new ArrayList<>(Objects.requireNonNull(ranges)));
    }
}
