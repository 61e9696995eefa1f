package io.yarnflink.api.functions.windowing.delta;

import java.io.Serializable;

/** The distance of two records. */
@FunctionalInterface
public interface DeltaFunction<DATA> extends Serializable {
    double getDelta(DATA oldDataPoint, DATA newDataPoint);
}
