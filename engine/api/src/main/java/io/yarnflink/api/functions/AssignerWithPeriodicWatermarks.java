package io.yarnflink.api.functions;

import io.yarnflink.api.eventtime.Watermark;
import org.jspecify.annotations.Nullable;

/** Gives records their time and is asked for the watermark periodically; a watermark strategy says the same. */
@Deprecated
public interface AssignerWithPeriodicWatermarks<T> extends TimestampAssigner<T> {
    /** The watermark now; null, or one that is not higher than before, when there is no news. */
    @Nullable
    Watermark getCurrentWatermark();
}
