package io.yarnflink.api.windowing.assigners;

import java.io.Serializable;

/** How long a session waits after this record, in milliseconds; must be positive. */
@FunctionalInterface
public interface SessionWindowTimeGapExtractor<T> extends Serializable {
    long extract(T element);
}
