package io.yarnflink.api.eventtime;

/** Where watermarks go. */
public interface WatermarkOutput {
    /** Emits a watermark, unless it would go back; what was idle is active again. */
    void emitWatermark(Watermark watermark);

    /** Nothing is expected for now: what follows need not wait for this output's time. */
    void markIdle();

    void markActive();
}
