package io.yarnflink.api.time;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them: a number and a unit, milliseconds without one. */
public final class TimeUtils {
    private TimeUtils() {}

    /** Reads {@code 10 s}, {@code 5min}, {@code 200} and the like. */
    public static Duration parseDuration(String text) {
        String stripped = text.strip();
        int end = 0;
        while (end < stripped.length() && Character.isDigit(stripped.charAt(end))) {
            end++;
        }
        if (end == 0) {
            throw new NumberFormatException("'" + text + "' does not begin with a number; write a duration as '10 s'");
        }
        long number = Long.parseLong(stripped.substring(0, end));
        return switch (stripped.substring(end).strip().toLowerCase(Locale.ROOT)) {
            case "ns", "nano", "nanos", "nanosecond", "nanoseconds" -> Duration.ofNanos(number);
            case "\u00b5s", "micro", "micros", "microsecond", "microseconds" ->
                Duration.ofNanos(Math.multiplyExact(number, 1000));
            case "", "ms", "milli", "millis", "millisecond", "milliseconds" -> Duration.ofMillis(number);
            case "s", "sec", "secs", "second", "seconds" -> Duration.ofSeconds(number);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
            case "h", "hour", "hours" -> Duration.ofHours(number);
            case "d", "day", "days" -> Duration.ofDays(number);
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' has no unit of time; the units are ns, \u00b5s, ms, s, min, h and d");
        };
    }

    /** Writes a duration in the largest unit, up to days, in which it is a whole number. */
    public static String formatWithHighestUnit(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0 ms";
        }
        if (nanos % 1_000_000 != 0) {
            return nanos % 1000 == 0 ? nanos / 1000 + " \u00b5s" : nanos + " ns";
        }
        long millis = duration.toMillis();
        if (millis % 86_400_000 == 0) {
            return millis / 86_400_000 + " d";
        }
        if (millis % 3_600_000 == 0) {
            return millis / 3_600_000 + " h";
        }
        if (millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
