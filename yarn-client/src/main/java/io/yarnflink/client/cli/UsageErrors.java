package io.yarnflink.client.cli;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.NearestName;
import io.yarnflink.rest.archive.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with a command line, and what was probably meant. */
final class UsageErrors {
    private UsageErrors() {}

    static ClientException of(ParameterException error) {
        CommandLine command = error.getCommandLine();
        String help = "'" + command.getCommandSpec().qualifiedName() + " --help' explains";
        if (error instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0);
            return usage(unknown(given) + help(given, command, help));
        }
        return usage(ClientException.oneLine(error) + "; " + help);
    }

    private static String unknown(String given) {
        boolean option = given.startsWith("-");
        return option ? "unknown option '" + given + "'" : "unknown command '" + given + "'";
    }

    private static String help(String given, CommandLine command, String help) {
        String name = given.contains("=") ? given.substring(0, given.indexOf('=')) : given;
        Optional<String> nearest = NearestName.to(name, names(given.startsWith("-"), command));
        if (nearest.isPresent()) {
            return "; did you mean " + nearest.get() + "?";
        }
        boolean takesProgram = !command.getCommandSpec().positionalParameters().isEmpty();
        return "; " + (takesProgram && given.startsWith("-") ? "arguments of the program go after --, " : "") + help;
    }

    private static List<String> names(boolean options, CommandLine command) {
        List<String> names = new ArrayList<>();
        if (options) {
            command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        } else {
            names.addAll(command.getSubcommands().keySet());
        }
        return names;
    }

    private static ClientException usage(String message) {
        return new ClientException(ExitCode.USAGE, message);
    }
}
