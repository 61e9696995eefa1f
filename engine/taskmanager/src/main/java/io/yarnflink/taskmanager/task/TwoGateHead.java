package io.yarnflink.taskmanager.task;

import io.yarnflink.api.operators.RuntimeSettings.InputOrder;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.exchange.Element;
import io.yarnflink.taskmanager.exchange.EndOfInput;
import io.yarnflink.taskmanager.exchange.InputGate;
import io.yarnflink.taskmanager.exchange.RecordBatch;
import io.yarnflink.taskmanager.exchange.Watermark;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Feeds a chain from other tasks through two inputs, in turn. */
final class TwoGateHead implements Head {
    private final InputGate[] gates;
    private final Input<?>[] inputs;
    private final boolean[] ended = new boolean[2];
    private final InputOrder order;
    /** What came to the first input before its time. */
    private final Queue<Element> kept = new ArrayDeque<>();

    private @Nullable Barrier barrier;
    private boolean firstIsKept;
    private int next;
    private long recordsIn;

    TwoGateHead(InputGate firstGate, Input<?> first, InputGate secondGate, Input<?> second, InputOrder order) {
        gates = new InputGate[] {firstGate, secondGate};
        inputs = new Input<?>[] {first, second};
        this.order = order;
    }

    @Override
    public Progress step(Turn turn) {
        do {
            Element element = poll();
            if (element == null) {
                return barrier == null ? Progress.IDLE : Progress.WORKED;
            }
            Input<?> input = inputs[next];
            if (element instanceof RecordBatch batch) {
                input.batch(batch);
                recordsIn += batch.size();
            } else if (element instanceof Watermark watermark) {
                input.watermark(watermark.timestamp());
            } else if (element instanceof WatermarkStatus status) {
                input.status(status);
            } else if (element instanceof Barrier complete) {
                barrier = complete;
                return Progress.WORKED;
            } else {
                ended[next] = true;
                input.endOfInput();
                if (ended[0] && ended[1]) {
                    return Progress.DONE;
                }
            }
        } while (turn.goesOn());
        return Progress.WORKED;
    }

    /** The next element of either gate, the one that was not polled last first; {@code next} says whose it is. */
    private @Nullable Element poll() {
        if (order != InputOrder.IN_TURN && !ended[1]) {
            return pollSecond();
        }
        Element first = kept.poll();
        if (first != null) {
            next = 0;
            return first;
        }
        for (int tried = 0; tried < 2; tried++) {
            next = 1 - next;
            Element element = ended[next] ? null : gates[next].poll();
            if (element != null) {
                return element;
            }
        }
        return null;
    }

    private @Nullable Element pollSecond() {
        Element element = gates[1].poll();
        if (element == null && order == InputOrder.SECOND_FIRST_KEEPING) {
            keep();
        }
        next = 1;
        return element;
    }

    private void keep() {
        while (!firstIsKept) {
            Element element = gates[0].poll();
            if (element == null) {
                return;
            }
            if (element instanceof Barrier complete) {
                barrier = complete;
                return;
            }
            kept.add(element);
            firstIsKept = element instanceof EndOfInput;
        }
    }

    @Override
    public @Nullable Barrier takeBarrier() {
        Barrier complete = barrier;
        barrier = null;
        return complete;
    }

    @Override
    public String refusal() {
        return order == InputOrder.SECOND_FIRST_KEEPING && (!ended[1] || !kept.isEmpty())
                ? "records of the first input are kept in memory until the second has ended"
                : "";
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
        return gates[0].bytes() + gates[1].bytes();
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
