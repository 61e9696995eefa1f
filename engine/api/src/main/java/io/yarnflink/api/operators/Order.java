package io.yarnflink.api.operators;

/** How records are ordered by a field or key. */
public enum Order {
    NONE,
    ASCENDING,
    DESCENDING,
    ANY;

    /** Whether there is an order at all. */
    public boolean isOrdered() {
        return this != NONE;
    }

    public String getShortName() {
        return this == ASCENDING ? "ASC" : this == DESCENDING ? "DESC" : this == ANY ? "*" : "-";
    }
}
