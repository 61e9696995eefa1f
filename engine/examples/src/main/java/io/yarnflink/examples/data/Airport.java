package io.yarnflink.examples.data;

/** An airport: its three-letter code, where it lies, and its name. */
public record Airport(String code, double latitude, double longitude, String name) {
    /** Reads {@code DTW,42.2124,-83.3534,Detroit Metro Wayne Co}. */
    public static Airport parse(String line) {
        Columns columns = Columns.of(line, 4);
        return new Airport(columns.text(0), columns.number(1), columns.number(2), columns.text(3));
    }
}
