package io.yarnflink.am;

import io.yarnflink.api.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the operating system started this process. */
final class ProcessStart {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessStart.class);
    private static final Path STAT = Path.of("/proc/self/stat");
    private static final Path UPTIME = Path.of("/proc/uptime");
    private static final int START_FIELD = 19;
    private static final int MILLIS_PER_TICK = 10;

    private ProcessStart() {}

    /**
     * Milliseconds since the epoch, to a hundredth of a second; now, where there is no /proc. The JDK's own answer is
     * rounded to the second that the machine booted in, and its management classes take time to load.
     */
    static long wallMillis(Clock clock) {
        try {
            return clock.wallMillis() - age(Files.readString(STAT), Files.readString(UPTIME));
        } catch (IOException | RuntimeException e) {
            LOG.debug("no start time of this process: {}", e, e);
            return clock.wallMillis();
        }
    }

    /** Milliseconds from the start to now, from the texts of /proc/self/stat and /proc/uptime. */
    static long age(String stat, String uptime) {
        // The second field is the program's name in brackets, which may hold spaces and brackets itself.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long started = Long.parseLong(fields[START_FIELD]) * MILLIS_PER_TICK;
        long now = Math.round(Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1000);
        return Math.max(0, now - started);
    }
}
