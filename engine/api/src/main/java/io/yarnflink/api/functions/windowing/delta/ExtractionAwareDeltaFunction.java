package io.yarnflink.api.functions.windowing.delta;

import io.yarnflink.api.functions.windowing.delta.extractor.Extractor;
import org.jspecify.annotations.Nullable;

/** A distance of what is extracted from two records. */
public abstract class ExtractionAwareDeltaFunction<DATA, TO> implements DeltaFunction<DATA> {
    private final @Nullable Extractor<DATA, TO> converter;

    /** Without an extractor records are what is compared. */
    public ExtractionAwareDeltaFunction(@Nullable Extractor<DATA, TO> converter) {
        this.converter = converter;
    }

    @Override
    @SuppressWarnings("unchecked") // Without an extractor DATA is TO.
    public double getDelta(DATA oldDataPoint, DATA newDataPoint) {
        return converter == null
                ? getNestedDelta((TO) oldDataPoint, (TO) newDataPoint)
                : getNestedDelta(converter.extract(oldDataPoint), converter.extract(newDataPoint));
    }

    /** The distance of what was extracted. */
    public abstract double getNestedDelta(TO oldDataPoint, TO newDataPoint);
}
