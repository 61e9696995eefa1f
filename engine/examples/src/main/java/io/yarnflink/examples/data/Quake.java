package io.yarnflink.examples.data;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** An earthquake: when, where, how deep in kilometres, how strong, and which network reported it. */
public record Quake(Instant time, double latitude, double longitude, double depth, double magnitude, String network) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SS");

    /** Reads {@code 2016/01/01 00:30:04.91,18.0772,-67.1027,19.91,2.80,pr}. */
    public static Quake parse(String line) {
        Columns columns = Columns.of(line, 6);
        return new Quake(
                columns.time(0, TIME),
                columns.number(1),
                columns.number(2),
                columns.number(3),
                columns.number(4),
                columns.text(5));
    }
}
