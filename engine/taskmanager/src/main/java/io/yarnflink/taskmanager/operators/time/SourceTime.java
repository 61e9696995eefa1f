package io.yarnflink.taskmanager.operators.time;

import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.eventtime.WatermarkOutput;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The time of a source's subtask: the least watermark of its splits and of what it emits outside of them, of those that
 * are not idle. Task thread only.
 */
final class SourceTime {
    private final WatermarkEmitter emitter;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    SourceTime(WatermarkEmitter emitter) {
        this.emitter = emitter;
    }

    /** The watermarks of one part. */
    final class Part implements WatermarkOutput {
        private long watermark = Long.MIN_VALUE;
        private boolean idle;

        long watermark() {
            return watermark;
        }

        @Override
        public void emitWatermark(Watermark reached) {
            if (reached.getTimestamp() > watermark || idle) {
                watermark = Math.max(watermark, reached.getTimestamp());
                idle = false;
                combine();
            }
        }

        @Override
        public void markIdle() {
            if (!idle) {
                idle = true;
                combine();
            }
        }

        @Override
        public void markActive() {
            if (idle) {
                idle = false;
                combine();
            }
        }
    }

    Part add(String id) {
        Part part = new Part();
        parts.put(id, part);
        return part;
    }

    void remove(String id) {
        if (parts.remove(id) != null && !parts.isEmpty()) {
            combine();
        }
    }

    private void combine() {
        long least = Long.MAX_VALUE;
        boolean counted = false;
        for (Part part : parts.values()) {
            if (!part.idle) {
                least = Math.min(least, part.watermark);
                counted = true;
            }
        }
        if (!counted) {
            emitter.markIdle();
            return;
        }
        emitter.markActive();
        if (least > Long.MIN_VALUE) {
            emitter.emitWatermark(new Watermark(least));
        }
    }
}
