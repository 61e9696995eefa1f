package io.yarnflink.examples.data;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How many stars, 0 to 5, somebody gave a vendor and when. */
public record Review(int reviewer, int vendor, int rating, Instant time) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** Reads {@code 170612,93,5,2006-09-10 16:10}. */
    public static Review parse(String line) {
        Columns columns = Columns.of(line, 4);
        return new Review(columns.integer(0), columns.integer(1), columns.integer(2), columns.time(3, TIME));
    }
}
