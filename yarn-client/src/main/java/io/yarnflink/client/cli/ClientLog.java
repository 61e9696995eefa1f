package io.yarnflink.client.cli;

import java.io.PrintStream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What a user sees of the logs of this process: warnings of the engine, a line each; with {@code --verbose} all there is. */
final class ClientLog {
    /** Held here, because the log manager forgets the levels of loggers that nobody holds. */
    private static final Logger ENGINE = Logger.getLogger("io.yarnflink");

    private ClientLog() {}

    static void show(boolean verbose, PrintStream stderr) {
        // Hadoop warns and retries aloud; what matters of it comes as an exception.
        Logger.getLogger("").setLevel(verbose ? Level.INFO : Level.OFF);
        if (!verbose) {
            ENGINE.setLevel(Level.WARNING);
            ENGINE.setUseParentHandlers(false);
            for (Handler handler : ENGINE.getHandlers()) {
                ENGINE.removeHandler(handler);
            }
            ENGINE.addHandler(new OneLine(stderr));
        }
    }

    /** Prints the message alone, as the command line's own lines are. */
    private static final class OneLine extends Handler {
        private final PrintStream stderr;
        private final SimpleFormatter formatter = new SimpleFormatter();

        OneLine(PrintStream stderr) {
            this.stderr = stderr;
        }

        @Override
        public void publish(LogRecord record) {
            String message = formatter.formatMessage(record).strip().replaceAll("\\s*\\R\\s*", " ");
            stderr.println("yarn-flink: " + record.getLevel() + ": " + message);
        }

        @Override
        public void flush() {
            stderr.flush();
        }

        @Override
        public void close() {}
    }
}
