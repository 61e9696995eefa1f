package io.yarnflink.examples.data;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** What a sensor showed at a time. */
public record Reading(Instant time, double value) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Reads {@code 2013-12-02 21:15:00,73.97}. */
    public static Reading parse(String line) {
        Columns columns = Columns.of(line, 2);
        return new Reading(columns.time(0, TIME), columns.number(1));
    }
}
