package io.yarnflink.api.functions;

import io.yarnflink.api.eventtime.Watermark;
import org.jspecify.annotations.Nullable;

/** Gives records their time and is asked at each for a watermark; a watermark strategy says the same. */
@Deprecated
public interface AssignerWithPunctuatedWatermarks<T> extends TimestampAssigner<T> {
    /** The watermark that follows the record; null for none. */
    @Nullable
    Watermark checkAndGetNextWatermark(T lastElement, long extractedTimestamp);
}
