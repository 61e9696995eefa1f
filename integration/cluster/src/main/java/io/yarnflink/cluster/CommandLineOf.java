package io.yarnflink.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what a process was started with. */
final class CommandLineOf {
    private CommandLineOf() {}

    /**
     * The program and its arguments, empty if the process has ended and was not reaped yet.
     *
     * <p>While a process changes its program, as setsid does, its command line is empty or cut off for a moment: only one
     * that reads the same twice is believed.
     *
     * @throws IOException if there is no such process
     */
    static String process(long pid) throws IOException {
        Path process = Path.of("/proc/" + pid);
        String before = Files.readString(process.resolve("cmdline"));
        while (true) {
            String now = Files.readString(process.resolve("cmdline"));
            if (now.equals(before) && (!now.isEmpty() || isDead(process))) {
                return now;
            }
            before = now;
            Thread.onSpinWait();
        }
    }

    /** Whether a process has ended but was not reaped, which in a container may never happen. */
    private static boolean isDead(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        return stat.matches("(?s).*\\) [ZX] .*");
    }
}
