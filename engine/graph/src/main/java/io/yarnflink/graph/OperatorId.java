package io.yarnflink.graph;

/** The stable identity of an operator: a 128-bit hash of its uid or of its place in the graph. */
public record OperatorId(long upper, long lower) {
    @Override
    public String toString() {
        return String.format("%016x%016x", upper, lower);
    }
}
