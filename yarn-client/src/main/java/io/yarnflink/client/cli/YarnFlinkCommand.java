package io.yarnflink.client.cli;

import io.yarnflink.rest.archive.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command above all commands; it only explains itself. */
@Command(
        name = "yarn-flink",
        header = "Runs stream-processing jobs on a Hadoop cluster.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit status:%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n")
final class YarnFlinkCommand implements Runnable {
    @Mixin
    final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Explain the command and exit.")
    boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The table of exit statuses, for the help. */
    static String[] exitStatuses() {
        return java.util.Arrays.stream(ExitCode.values())
                .map(code -> String.format("  %3d  %-18s %s", code.number(), code, code.meaning()))
                .toArray(String[]::new);
    }
}
