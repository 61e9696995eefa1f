package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.ProcessingTimed;

/** When watermarks are due that are made periodically. */
final class EmitInterval {
    private final long millis;
    private long next;

    /** An interval of 0 means never. */
    EmitInterval(OperatorContext context) {
        millis = context.environment().executionConfig().getAutoWatermarkInterval();
        next = millis == 0
                ? Long.MAX_VALUE
                : ProcessingTimed.lastFullMillisecond(
                                context.environment().process().clock())
                        + millis;
    }

    long next() {
        return next;
    }

    /** Whether watermarks are due now; then the next interval begins. */
    boolean isOver(long now) {
        if (now < next) {
            return false;
        }
        next = now + millis;
        return true;
    }
}
