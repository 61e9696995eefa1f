package io.yarnflink.examples.data;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** One line's values, by column from 0; what is wrong with one is told with the line. */
final class Columns {
    private final String line;
    private final String[] values;

    private Columns(String line, String[] values) {
        this.line = line;
        this.values = values;
    }

    /** The last column takes all that is left, also further commas. */
    static Columns of(String line, int count) {
        String[] values = line.split(",", count);
        if (values.length < count) {
            throw new IllegalArgumentException(
                    "a line has " + values.length + " columns where " + count + " are expected: '" + line + "'");
        }
        return new Columns(line, values);
    }

    String text(int column) {
        return values[column];
    }

    int integer(int column) {
        try {
            return Integer.parseInt(values[column]);
        } catch (NumberFormatException e) {
            throw wrong(column, "is not a whole number", e);
        }
    }

    double number(int column) {
        try {
            return Double.parseDouble(values[column]);
        } catch (NumberFormatException e) {
            throw wrong(column, "is not a number", e);
        }
    }

    /** Times without a zone are taken as UTC. */
    Instant time(int column, DateTimeFormatter format) {
        try {
            return LocalDateTime.parse(values[column], format).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(column, "is not a time", e);
        }
    }

    private IllegalArgumentException wrong(int column, String what, Exception cause) {
        return new IllegalArgumentException(
                "column " + (column + 1) + " of a line " + what + ": '" + values[column] + "' in '" + line + "'",
                cause);
    }
}
