package io.yarnflink.examples.data;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request to a web server, as the Combined Log Format has it: who asked when for what, and what came back. */
public record Request(String client, Instant time, String path, int status, long bytes) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final Pattern LINE =
            Pattern.compile("(\\S+) \\S+ \\S+ \\[([^]]+)] \"\\S+ (\\S+)[^\"]*\" (\\d{3}) (\\d+|-).*");

    /** Reads {@code 83.149.9.216 - - [17/May/2015:10:05:03 +0000] "GET /index.html HTTP/1.1" 200 203023 "referrer" "agent"}. */
    public static Request parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a line of an access log: '" + line + "'");
        }
        String bytes = matcher.group(5);
        return new Request(
                matcher.group(1),
                OffsetDateTime.parse(matcher.group(2), TIME).toInstant(),
                matcher.group(3),
                Integer.parseInt(matcher.group(4)),
                bytes.equals("-") ? 0 : Long.parseLong(bytes));
    }
}
