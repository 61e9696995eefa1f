package io.yarnflink.client.output;

import io.yarnflink.api.time.Clock;
import java.io.PrintStream;
import java.time.Duration;

/**
 * Tells people how a job comes along: on a terminal one line that is rewritten, elsewhere a line per change, and for
 * mere numbers at most one line per {@link #QUIET}. Any thread.
 */
public final class Progress {
    static final Duration QUIET = Duration.ofSeconds(10);
    private static final String REWRITE = "\r\u001b[K";

    private final PrintStream err;
    private final boolean terminal;
    private final Clock clock;
    private String phase = "";
    private String shown = "";
    private long shownAt;

    public Progress(PrintStream err, boolean terminal, Clock clock) {
        this.err = err;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What goes on: {@code phase} is news whenever it changes, {@code numbers} change all the time. */
    public synchronized void show(String phase, String numbers) {
        String line = numbers.isEmpty() ? phase : phase + ", " + numbers;
        if (line.equals(shown)) {
            return;
        }
        boolean news = !phase.equals(this.phase);
        if (terminal) {
            err.print(REWRITE + line);
            err.flush();
        } else if (news || clock.nanos() - shownAt >= QUIET.toNanos()) {
            err.println(line);
        } else {
            return;
        }
        this.phase = phase;
        shown = line;
        shownAt = clock.nanos();
    }

    /** A line that stays. */
    public synchronized void say(String line) {
        clear();
        err.println(line);
    }

    /** Leaves the terminal's line empty for what others print; it comes back with the next {@link #show}. */
    public synchronized void clear() {
        if (terminal && !shown.isEmpty()) {
            err.print(REWRITE);
            err.flush();
            shown = "";
        }
    }
}
