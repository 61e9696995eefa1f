package io.yarnflink.api.configuration;

import java.time.Duration;
import java.util.Locale;

/** Durations as people write them. */
final class Durations {
    private Durations() {}

    static Duration parse(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        if (end == 0) {
            throw new IllegalArgumentException(text);
        }
        long number = Long.parseLong(text.substring(0, end));
        return switch (text.substring(end).strip().toLowerCase(Locale.ROOT)) {
            case "", "ms", "milli", "millis" -> Duration.ofMillis(number);
            case "s", "sec", "second", "seconds" -> Duration.ofSeconds(number);
            case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
            case "h", "hour", "hours" -> Duration.ofHours(number);
            case "d", "day", "days" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException(text);
        };
    }

    static String format(Duration value) {
        long millis = value.toMillis();
        if (millis != 0 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
