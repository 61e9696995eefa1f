package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Reads a command line, runs what it asks for, and tells every failure in one line and one exit status. */
public final class CommandLineInterface {
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
                .addSubcommand(new CheckRestoreCommand(session, new SubmitOptions()))
                .addSubcommand(new StatusCommand(session))
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new EventsCommand(session))
                .addSubcommand(new LogsCommand(session))
                .addSubcommand(new SavepointCommand(session))
                .addSubcommand(new StopCommand(session))
                .addSubcommand(new CancelCommand(session))
                .addSubcommand(new MigrateCommand(environment, console))
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
        return tell(UsageErrors.of(error), error.getCommandLine());
    }

    private int failed(Exception failure, CommandLine command, ParseResult parsed) {
        return tell(failure instanceof ClientException known ? known : ClientException.fault(failure), command);
    }

    private int tell(ClientException failure, CommandLine command) {
        JobOutcome outcome = JobOutcome.refused(failure);
        Object asked = command.getCommand();
        if (asked instanceof SubmitCommand || asked instanceof RunCommand) {
            // Scripts read the outcome, however a submission ends.
            console.trace(failure);
            console.outcome(outcome);
        } else {
            console.failure(outcome, failure);
        }
        return failure.code().number();
    }
}
