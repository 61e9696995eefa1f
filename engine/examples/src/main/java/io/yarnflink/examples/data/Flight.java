package io.yarnflink.examples.data;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** A flight: when it left, by how many minutes it was late (negative: early), how many miles it went, and between which airports. */
public record Flight(Instant departure, int delay, int miles, String origin, String destination) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

    /** Reads {@code 2001/01/01 00:47,66,1750,DTW,LAS}. */
    public static Flight parse(String line) {
        Columns columns = Columns.of(line, 5);
        return new Flight(
                columns.time(0, TIME), columns.integer(1), columns.integer(2), columns.text(3), columns.text(4));
    }
}
