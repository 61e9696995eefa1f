package io.yarnflink.client.cli;

import io.yarnflink.api.time.SystemClock;
import io.yarnflink.client.output.LineTrackingStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The entry point of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        LineTrackingStream stdout = new LineTrackingStream(System.out);
        // The user's program prints through the same stream, so that the outcome never joins one of its lines.
        System.setOut(stdout.asPrintStream());
        PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        CliEnvironment environment =
                new CliEnvironment(System.getenv(), Path.of(""), stdout, stderr, isTerminal(), SystemClock.INSTANCE);
        int status = new CommandLineInterface(environment).run(arguments);
        System.out.flush();
        // Hadoop's and the program's own threads do not keep a finished command alive.
        System.exit(status);
    }

    private static boolean isTerminal() {
        try {
            String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            // Without /proc nobody knows; plain lines are right everywhere.
            return false;
        }
    }
}
