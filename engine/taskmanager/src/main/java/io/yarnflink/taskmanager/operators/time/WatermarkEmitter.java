package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkOutput;
import io.yarnflink.taskmanager.chain.Emissions;
import io.yarnflink.taskmanager.chain.Input;
import io.yarnflink.taskmanager.exchange.WatermarkStatus;

/** Sends a generator's watermarks on, and whether it is idle; a watermark that would go back is dropped. Task thread only. */
public final class WatermarkEmitter implements WatermarkOutput {
    private final Input<?> output;
    private final Emissions emissions;
    private long current = Long.MIN_VALUE;
    private boolean idle;

    public WatermarkEmitter(Input<?> output, Emissions emissions) {
        this.output = output;
        this.emissions = emissions;
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
        if (timestamp > current) {
            current = timestamp;
            markActive();
            emissions.run(() -> output.watermark(timestamp));
        }
    }

    @Override
    public void markIdle() {
        if (!idle) {
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
