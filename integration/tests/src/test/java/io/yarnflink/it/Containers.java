package io.yarnflink.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The JVMs that YARN runs on this machine for one application, found through the process table. */
final class Containers {
    private Containers() {}

    /** Processes of the application whose command line names {@code mainClass}. */
    static List<ProcessHandle> of(String applicationId, String mainClass) {
        return ProcessHandle.allProcesses()
                .filter(process -> workingDirectory(process).contains(applicationId))
                .filter(process -> commandLine(process).contains(mainClass) && isJava(process))
                .toList();
    }

    static List<ProcessHandle> all(String applicationId) {
        return ProcessHandle.allProcesses()
                .filter(process -> workingDirectory(process).contains(applicationId))
                .toList();
    }

    /** The container that a process runs in, whose folder it works in. */
    static String id(ProcessHandle process) {
        return Path.of(workingDirectory(process)).getFileName().toString();
    }

    private static boolean isJava(ProcessHandle process) {
        return commandLine(process).split("\0", 2)[0].endsWith("java");
    }

    private static String workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .toString();
        } catch (IOException e) {
            return ""; // The process has just ended.
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return Optional.of("").get();
        }
    }
}
