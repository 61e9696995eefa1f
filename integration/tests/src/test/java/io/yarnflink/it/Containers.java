package io.yarnflink.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processes that YARN runs on this machine, found through the process table. */
public final class Containers {
    private static final String TASK_MANAGER = "TaskManagerMain";
    private static final String MASTER = "ApplicationMasterMain";

    private Containers() {}

    /** {@code where}: an application's id, or the directory of a cluster. */
    public static List<ProcessHandle> taskManagers(String where) {
        return jvms(where, TASK_MANAGER);
    }

    public static List<ProcessHandle> masters(String where) {
        return jvms(where, MASTER);
    }

    public static List<ProcessHandle> all(String where) {
        return ProcessHandle.allProcesses()
                .filter(process -> workingDirectory(process).contains(where))
                .toList();
    }

    /** The container that a process runs in. */
    public static String id(ProcessHandle process) {
        String directory = workingDirectory(process);
        return directory.substring(directory.lastIndexOf('/') + 1);
    }

    /** Where the container's files lie. */
    public static Path directory(ProcessHandle process) {
        return Path.of(workingDirectory(process));
    }

    public static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException e) {
            return ""; // The process has just ended.
        }
    }

    private static List<ProcessHandle> jvms(String where, String mainClass) {
        return all(where).stream()
                .filter(process -> isJvm(commandLine(process), mainClass))
                .toList();
    }

    private static boolean isJvm(String commandLine, String mainClass) {
        return commandLine.contains(mainClass) && commandLine.split("\0", 2)[0].endsWith("java");
    }

    private static String workingDirectory(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"))
                    .toString();
        } catch (IOException e) {
            return "";
        }
    }
}
