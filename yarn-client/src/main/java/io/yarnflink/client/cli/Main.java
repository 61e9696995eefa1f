package io.yarnflink.client.cli;

import io.yarnflink.api.time.Clock;
import io.yarnflink.api.time.SystemClock;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.output.LineTrackingStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The entry point of the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        LineTrackingStream stdout = new LineTrackingStream(System.out);
        // The user's program prints through the same stream, so that the outcome never joins one of its lines.
        System.setOut(stdout.asPrintStream());
        List<String> words = List.of(arguments);
        boolean verbose = words.contains("--verbose") || words.contains("-v");
        PrintStream stderr = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        ClientLog.show(verbose, stderr);
        CliEnvironment environment = new CliEnvironment(
                System.getenv(), Path.of("").toAbsolutePath(), stdout, stderr, isTerminal(), new RealPace());
        ExecutorService threads = Executors.newCachedThreadPool(Main::daemon);
        int status = new CommandLineInterface(environment, new HadoopClusterOpener(environment, threads), threads)
                .run(arguments);
        System.out.flush();
        // Hadoop's and the program's own threads do not keep a finished command alive.
        System.exit(status);
    }

    /** Hadoop finds its classes through the context class loader, which in the main thread is the program's. */
    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "client-io");
        thread.setDaemon(true);
        thread.setContextClassLoader(Main.class.getClassLoader());
        return thread;
    }

    /** The time of this machine. */
    private static final class RealPace implements Pace {
        @Override
        public Clock clock() {
            return SystemClock.INSTANCE;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            TimeUnit.MILLISECONDS.sleep(duration.toMillis());
        }
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
