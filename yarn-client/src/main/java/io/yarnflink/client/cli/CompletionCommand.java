package io.yarnflink.client.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script for a shell. */
@Command(name = "completion", description = "Print a completion script: source <(yarn-flink completion bash).")
final class CompletionCommand implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "bash", description = "The shell: bash (zsh reads the same script).")
    Shell shell = Shell.BASH;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    CommandSpec spec;

    /** A shell that can complete. */
    enum Shell {
        BASH,
        ZSH
    }

    CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        console.out().println(AutoComplete.bash("yarn-flink", spec.root().commandLine()));
    }
}
