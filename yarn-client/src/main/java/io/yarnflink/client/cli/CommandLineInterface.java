package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.rest.archive.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads a command line, runs what it asks for, and tells every failure in one line and one exit status. */
public final class CommandLineInterface {
    /** Commands whose last word is always an outcome. */
    private static final Set<String> SUBMITTING = Set.of("submit", "run");

    private static final int HELP_WIDTH = 100;

    private final CommandLine commandLine;
    private final Console console;

    CommandLineInterface(CliEnvironment environment, ClusterOpener opener, ExecutorService threads) {
        YarnFlinkCommand root = new YarnFlinkCommand();
        console = new Console(environment, root.options);
        Session session = new Session(environment, root.options, console, opener, threads);
        CommandLine run = new CommandLine(new RunCommand(session, new SubmitOptions()));
        commandLine = new CommandLine(root)
                .addSubcommand(new SubmitCommand(session, new SubmitOptions()))
                .addSubcommand(run)
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new EventsCommand(session))
                .addSubcommand(new LogsCommand(session))
                .addSubcommand(new CancelCommand(session))
                .addSubcommand(new CompletionCommand(console))
                .addSubcommand(new HelpCommand(console))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setOut(new PrintWriter(environment.stdout().asPrintStream(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(environment.stderr(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler(this::wrongUsage)
                .setExecutionExceptionHandler(this::failed);
        run.setStopAtPositional(true);
        commandLine.setUsageHelpWidth(HELP_WIDTH);
        commandLine.getCommandSpec().usageMessage().footer(YarnFlinkCommand.exitStatuses());
    }

    /** The exit status. */
    public int run(String... arguments) {
        return commandLine.execute(arguments);
    }

    private int wrongUsage(ParameterException error, String[] arguments) {
        ClientException failure = UsageErrors.of(error);
        if (SUBMITTING.contains(error.getCommandLine().getCommandName())) {
            console.outcome(JobOutcome.refused(failure));
            return failure.code().number();
        }
        return tell(failure);
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(
                failure instanceof ClientException known
                        ? known
                        : new ClientException(
                                ExitCode.ENGINE,
                                failure.getClass().getSimpleName() + ": " + ClientException.oneLine(failure)
                                        + " (a fault of yarn-flink; --verbose shows where)",
                                failure));
    }

    private int tell(ClientException failure) {
        console.failure(JobOutcome.refused(failure), failure);
        return failure.code().number();
    }
}
