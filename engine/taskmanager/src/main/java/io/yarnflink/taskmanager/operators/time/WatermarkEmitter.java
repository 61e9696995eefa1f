package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.taskmanager.chain.Emissions;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a generator's watermarks on, and whether it is idle; a watermark that would go back is dropped. Task thread only. */
public final class WatermarkEmitter implements WatermarkOutput {
    private static final Logger LOG = LoggerFactory.getLogger(WatermarkEmitter.class);

    private final String operatorName;
    private final Input<?> output;
    private final Emissions emissions;
    private final boolean batch;
    private long current = Long.MIN_VALUE;
    private boolean idle;
    private boolean explained;

    /** In a batch job time passes only at the end. */
    public WatermarkEmitter(OperatorContext context, Input<?> output) {
        operatorName = context.operatorName();
        this.output = output;
        emissions = context.emissions();
        batch = context.getExecutionConfig().isBatch();
    }

    long current() {
        return current;
    }

    boolean isIdle() {
        return idle;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        long timestamp = watermark.getTimestamp();
        if (timestamp > current && (!batch || timestamp == Long.MAX_VALUE)) {
            current = timestamp;
            markActive();
            emissions.run(() -> output.watermark(timestamp));
        } else if (timestamp < current && !explained) {
            explained = true;
            LOG.warn("{}", backwards(operatorName, current, timestamp));
        }
    }

    static String backwards(String operatorName, long current, long older) {
        return "Operator '" + operatorName + "': its watermark generator emitted " + older + " after " + current
                + ". Watermarks never go back, so this one and all later ones of the kind are ignored; let the generator"
                + " keep the highest timestamp that it saw";
    }

    @Override
    public void markIdle() {
        if (!idle && !batch) {
            idle = true;
            emissions.run(() -> output.status(WatermarkStatus.IDLE));
        }
    }

    @Override
    public void markActive() {
        if (idle) {
            idle = false;
            emissions.run(() -> output.status(WatermarkStatus.ACTIVE));
        }
    }
}
