package io.yarnflink.taskmanager.chain;

import io.yarnflink.taskmanager.exchange.CombinedTime;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import java.util.OptionalLong;

/** An operator with two inputs, the head of its chain; its time is that of both together. Task thread only. */
public abstract class TwoInputOperator<A, B, O> implements OperatorLifecycle {
    protected final OperatorContext context;
    protected final Input<O> output;
    private final Input<A> first = new Side<>(0) {
        @Override
        public void process(A value, long timestamp) {
            processFirst(value, timestamp);
        }
    };
    private final Input<B> second = new Side<>(1) {
        @Override
        public void process(B value, long timestamp) {
            processSecond(value, timestamp);
        }
    };
    private final CombinedTime time = new CombinedTime(2);
    private int open = 2;

    protected TwoInputOperator(OperatorContext context, Input<O> output) {
        this.context = context;
        this.output = output;
    }

    public final Input<A> first() {
        return first;
    }

    public final Input<B> second() {
        return second;
    }

    protected abstract void processFirst(A value, long timestamp);

    protected abstract void processSecond(B value, long timestamp);

    /** Input 0 or 1 reached that watermark. */
    protected void watermark(int input, long timestamp) {
        combined(input, timestamp).ifPresent(this::watermark);
    }

    /** What the watermark of both inputs has risen to as input 0 or 1 reached that one; empty when it has not. */
    protected final OptionalLong combined(int input, long timestamp) {
        return time.reach(input, timestamp) ? OptionalLong.of(time.watermark()) : OptionalLong.empty();
    }

    /** Input 0 or 1 ended. */
    protected void endOfInput(int input) {}

    /** The watermark of both inputs rose. */
    protected void watermark(long timestamp) {
        output.watermark(timestamp);
    }

    /** Both inputs ended. */
    protected void endOfInput() {
        output.endOfInput();
    }

    protected final long currentWatermark() {
        return time.watermark();
    }

    @Override
    public final OperatorContext context() {
        return context;
    }

    /** One of the inputs. */
    private abstract class Side<T> extends Input<T> {
        private final int index;

        Side(int index) {
            this.index = index;
        }

        @Override
        public void watermark(long timestamp) {
            boolean idleBefore = time.allIdle();
            TwoInputOperator.this.watermark(index, timestamp);
            passStatus(idleBefore);
        }

        @Override
        public void status(WatermarkStatus status) {
            boolean idleBefore = time.allIdle();
            if (time.status(index, status)) {
                TwoInputOperator.this.watermark(time.watermark());
            }
            passStatus(idleBefore);
        }

        private void passStatus(boolean idleBefore) {
            if (time.allIdle() != idleBefore) {
                output.status(idleBefore ? WatermarkStatus.ACTIVE : WatermarkStatus.IDLE);
            }
        }

        @Override
        public void endOfInput() {
            boolean idleBefore = time.allIdle();
            if (time.end(index)) {
                TwoInputOperator.this.watermark(time.watermark());
            }
            passStatus(idleBefore);
            TwoInputOperator.this.endOfInput(index);
            open--;
            if (open == 0) {
                TwoInputOperator.this.endOfInput();
            }
        }
    }
}
