package io.yarnflink.state;

import org.jspecify.annotations.Nullable;

/** A value and when it was written or read last, in milliseconds since the epoch. */
record Expiring<V>(@Nullable V value, long touchedAt) {}
