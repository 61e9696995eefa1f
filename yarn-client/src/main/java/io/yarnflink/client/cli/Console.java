package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.output.DataFormat;
import io.yarnflink.client.output.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Standard output for data, standard error for people. */
final class Console {
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final CliEnvironment environment;
    private final PrintStream out;
    private final GlobalOptions options;
    private final Progress progress;

    Console(CliEnvironment environment, GlobalOptions options) {
        this.environment = environment;
        this.options = options;
        out = environment.stdout().asPrintStream();
        progress = new Progress(
                environment.stderr(), environment.terminal(), environment.pace().clock());
    }

    Progress progress() {
        return progress;
    }

    boolean verbose() {
        return options.verbose;
    }

    void row(Map<String, Object> row) {
        options.format.row(row, out);
    }

    void rows(String name, List<Map<String, Object>> rows) {
        options.format.rows(name, rows, out);
    }

    /** For data as it is: log lines, scripts. */
    PrintStream out() {
        return out;
    }

    /** The outcome: one line for people, then the last of what goes to standard output. */
    void outcome(JobOutcome outcome) {
        progress.clear();
        say(outcome);
        try {
            environment.stdout().endLine();
        } catch (IOException e) {
            // Nobody reads standard output any more; the exit status still tells.
            return;
        }
        options.format.row(options.format == DataFormat.TEXT ? outcome.fields() : outcome.allFields(), out);
        out.flush();
    }

    /** One line on standard error; the stack trace only if it was asked for. */
    void failure(JobOutcome outcome, Throwable reason) {
        progress.clear();
        say(outcome);
        trace(reason);
    }

    void trace(Throwable reason) {
        if (options.verbose) {
            reason.printStackTrace(environment.stderr());
        }
    }

    private void say(JobOutcome outcome) {
        String line = "yarn-flink: " + outcome.line();
        if (environment.colours()) {
            line = (outcome.code().number() == 0 ? GREEN : RED) + line + PLAIN;
        }
        environment.stderr().println(line);
        if (options.verbose && !outcome.detail().isEmpty()) {
            environment.stderr().println(outcome.detail().strip());
        }
        environment.stderr().flush();
    }
}
