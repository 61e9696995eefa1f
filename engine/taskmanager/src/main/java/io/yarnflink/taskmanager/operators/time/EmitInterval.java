package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.taskmanager.chain.OperatorContext;

/** When watermarks are due that are made periodically. */
final class EmitInterval {
    private final long millis;
    private long next;

    /** An interval of 0 means never. */
    EmitInterval(OperatorContext context) {
        millis = context.environment().executionConfig().getAutoWatermarkInterval();
        next = millis == 0
                ? Long.MAX_VALUE
                : context.environment().process().clock().wallMillis() + millis;
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
