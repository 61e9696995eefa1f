package io.yarnflink.am;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** One line per log record: time, level, thread, logger, message; a stack trace below when there is one. */
public final class LogLine extends Formatter {
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(160);
        time.formatTo(Instant.ofEpochMilli(entry.getMillis()), line);
        line.append(' ').append(level(entry.getLevel())).append(' ').append(simple(entry.getLoggerName()));
        line.append(" - ").append(formatMessage(entry)).append('\n');
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    /** The words of the logging API that the code uses, which are not this back end's. */
    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return value >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    private static String simple(@org.jspecify.annotations.Nullable String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }
}
