package io.yarnflink.client.cli;

import picocli.CommandLine.Parameters;

/** The application that a command is about. */
final class ApplicationArgument {
    @Parameters(paramLabel = "<application>", description = "Its id, such as application_1700000000000_0001.")
    String id = "";
}
