package io.yarnflink.api.eventtime;

import java.util.ArrayList;
import java.util.List;

/** Remembers what a generator emits. */
final class RecordedOutput implements WatermarkOutput {
    final List<String> emitted = new ArrayList<>();

    @Override
    public void emitWatermark(Watermark watermark) {
        emitted.add("W" + watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
        emitted.add("idle");
    }

    @Override
    public void markActive() {
        emitted.add("active");
    }
}
