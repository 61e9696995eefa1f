package io.yarnflink.examples.flightdelays;

import java.time.Instant;
import java.util.Locale;

/** The flights that left an airport in the hour that begins at {@code hour}, and the minutes they were late in all. */
record HourlyDelay(String airport, Instant hour, int flights, int minutes) {
    double mean() {
        return (double) minutes / flights;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %s: %d flights, %.1f minutes late", hour, airport, flights, mean());
    }
}
