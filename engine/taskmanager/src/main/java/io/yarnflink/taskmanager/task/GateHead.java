package io.yarnflink.taskmanager.task;

import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.InputGate;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Feeds a chain from other tasks. */
final class GateHead implements Head {
    private final InputGate gate;
    private final Input<?> first;
    private @Nullable Barrier barrier;
    private long recordsIn;

    GateHead(InputGate gate, Input<?> first) {
        this.gate = gate;
        this.first = first;
    }

    @Override
    public Progress step(Turn turn) {
        do {
            Element element = gate.poll();
            if (element == null) {
                return Progress.IDLE;
            }
            if (element instanceof RecordBatch batch) {
                first.batch(batch);
                recordsIn += batch.size();
            } else if (element instanceof Watermark watermark) {
                first.watermark(watermark.timestamp());
            } else if (element instanceof WatermarkStatus status) {
                first.status(status);
            } else if (element instanceof Barrier complete) {
                barrier = complete;
                return Progress.WORKED;
            } else {
                first.endOfInput();
                return Progress.DONE;
            }
        } while (turn.goesOn());
        return Progress.WORKED;
    }

    @Override
    public @Nullable Barrier takeBarrier() {
        Barrier complete = barrier;
        barrier = null;
        return complete;
    }

    @Override
    public long idleNanos() {
        return Long.MAX_VALUE;
    }

    @Override
    public long recordsIn() {
        return recordsIn;
    }

    @Override
    public long bytesIn() {
        return gate.bytes();
    }

    @Override
    public String position() {
        return "";
    }

    @Override
    public void addSplits(int version, List<byte[]> splits, boolean noMore) {
        throw new IllegalStateException("splits were assigned to a task that reads from other tasks");
    }
}
