package io.yarnflink.client.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains a command, as its own {@code --help} does. */
@Command(name = "help", header = "Explain a command: yarn-flink help submit.")
final class HelpCommand implements Runnable {
    private final Console console;

    @Parameters(arity = "0..1", paramLabel = "<command>", description = "The command to explain.")
    @Nullable
    String command;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    CommandSpec spec;

    HelpCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CommandLine explained = spec.root().commandLine();
        if (command != null) {
            explained = explained.getSubcommands().get(command);
            if (explained == null) {
                throw new ParameterException(spec.commandLine(), "there is no command '" + command + "'");
            }
        }
        explained.usage(console.out());
    }
}
