package io.yarnflink.graph;

/** The stable identity of an operator: a 128-bit hash of its uid or of its place in the graph. */
public record OperatorId(long upper, long lower) {
    /** What {@link #toString} gives. */
    public static OperatorId parse(String hexDigits) {
        return new OperatorId(
                Long.parseUnsignedLong(hexDigits.substring(0, 16), 16),
                Long.parseUnsignedLong(hexDigits.substring(16), 16));
    }

    @Override
    public String toString() {
        return String.format("%016x%016x", upper, lower);
    }
}
