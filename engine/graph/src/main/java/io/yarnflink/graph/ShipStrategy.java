package io.yarnflink.graph;

import io.yarnflink.api.transformation.Partitioning;

/** What an exchange is called in plans and user interfaces. */
public enum ShipStrategy {
    FORWARD,
    REBALANCE,
    RESCALE,
    SHUFFLE,
    BROADCAST,
    GLOBAL,
    HASH,
    CUSTOM;

    public static ShipStrategy of(Partitioning partitioning) {
        // Java 17 cannot switch over sealed types.
        if (partitioning instanceof Partitioning.Forward) {
            return FORWARD;
        } else if (partitioning instanceof Partitioning.Rebalance) {
            return REBALANCE;
        } else if (partitioning instanceof Partitioning.Rescale) {
            return RESCALE;
        } else if (partitioning instanceof Partitioning.Shuffle) {
            return SHUFFLE;
        } else if (partitioning instanceof Partitioning.Broadcast) {
            return BROADCAST;
        } else if (partitioning instanceof Partitioning.Global) {
            return GLOBAL;
        } else if (partitioning instanceof Partitioning.KeyGroups) {
            return HASH;
        }
        return CUSTOM;
    }
}
