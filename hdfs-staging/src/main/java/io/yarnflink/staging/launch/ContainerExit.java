package io.yarnflink.staging.launch;

import io.yarnflink.rest.archive.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a container ended, as YARN tells it: an exit status and a text of many lines. */
public record ContainerExit(int status, String diagnostics) {
    /** The JVM's own exit status under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int HEAP_EXHAUSTED = 3;
    /** The exit status of our processes when memory other than the heap runs out. */
    public static final int MEMORY_EXHAUSTED = 52;
    /** The line of a process's log in which it says why it gives up begins so. */
    public static final String GIVES_UP = "yarn-flink gives up: ";

    private static final int LONGEST_LINE = 400;
    private static final int PREEMPTED = -102;
    private static final int VIRTUAL_MEMORY = -103;
    private static final int PHYSICAL_MEMORY = -104;
    private static final Pattern MASTER_STATUS = Pattern.compile("exitCode: (-?\\d{1,6})");

    /** How an ApplicationMaster ended, from the diagnostics of its attempt or of its application. */
    public static Optional<ContainerExit> ofMaster(String diagnostics) {
        Matcher status = MASTER_STATUS.matcher(diagnostics);
        return status.find()
                ? Optional.of(new ContainerExit(Integer.parseInt(status.group(1)), diagnostics))
                : Optional.empty();
    }

    /** The container had, or its process found, too little memory. */
    public boolean isForWantOfMemory() {
        return status == VIRTUAL_MEMORY
                || status == PHYSICAL_MEMORY
                || status == HEAP_EXHAUSTED
                || status == MEMORY_EXHAUSTED;
    }

    /** The outcome of a job that is lost with a TaskManager in this container. */
    public ExitCode code() {
        if (isForWantOfMemory()) {
            return ExitCode.CONTAINER_MEMORY;
        }
        return status == PREEMPTED ? ExitCode.PREEMPTED : ExitCode.TASK_MANAGER_LOST;
    }

    /** A few words, as in "lost: killed (exit status 137 ...)"; {@code process} is the prefix of its memory options. */
    public String words(String process) {
        return meaning(process) + detail().map(line -> ": " + line).orElse("");
    }

    private String meaning(String process) {
        return switch (status) {
            case 0 -> "ended by itself (exit status 0)";
            case -100 -> "lost with its node, or released (exit status -100)";
            case -101 -> "its node ran out of healthy disks (exit status -101)";
            case PREEMPTED -> "preempted by YARN for another queue (exit status -102)";
            case VIRTUAL_MEMORY ->
                "killed by YARN for more virtual memory than allowed (exit status -103); raise " + process
                        + ".memory.process.size or turn yarn.nodemanager.vmem-check-enabled off";
            case PHYSICAL_MEMORY ->
                "killed by YARN for more memory than its container has (exit status -104); raise " + process
                        + ".memory.process.size or " + process + ".memory.jvm-overhead.min";
            case -105 -> "stopped by the ApplicationMaster (exit status -105)";
            case -106 -> "killed by YARN's ResourceManager (exit status -106)";
            case -107 -> "killed because its application ended (exit status -107)";
            case -108 -> "killed by its NodeManager's scheduler (exit status -108)";
            case -109 -> "killed for writing too many logs (exit status -109)";
            case HEAP_EXHAUSTED ->
                "ran out of Java heap or metaspace (exit status 3); raise " + process + ".memory.process.size";
            case MEMORY_EXHAUSTED ->
                "ran out of direct memory or threads (exit status 52); raise " + process + ".memory.process.size";
            case 127 -> "no Java where env.java.home, or else the node's JAVA_HOME, points (exit status 127)";
            case 137 -> "killed (exit status 137, SIGKILL: by hand, or by the kernel for want of memory)";
            case 143 -> "terminated (exit status 143, SIGTERM)";
            default ->
                status > 128
                        ? "ended by signal " + (status - 128) + " (exit status " + status + ")"
                        : "failed (exit status " + status + ")";
        };
    }

    /** The line that tells most: what the process said last about giving up, else an error of the JVM, else YARN's own. */
    private Optional<String> detail() {
        List<String> lines = diagnostics.lines().map(String::strip).toList();
        return last(lines, GIVES_UP)
                .map(line -> line.substring(line.indexOf(GIVES_UP) + GIVES_UP.length()))
                .or(() -> beforeJvmsRefusal(lines))
                .or(() -> last(lines, "Caused by: "))
                .or(() -> last(lines, "Exception in thread "))
                .or(() -> last(lines, "OutOfMemoryError"))
                .or(() -> last(lines, "Error: "))
                .or(() -> last(lines, "No such file or directory"))
                .or(() -> status < 0 ? yarnsReason(lines) : Optional.empty())
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line);
    }

    private static Optional<String> last(List<String> lines, String mark) {
        return lines.stream().filter(line -> line.contains(mark)).reduce((earlier, later) -> later);
    }

    /** A JVM that does not start says why in the line before it says so. */
    private static Optional<String> beforeJvmsRefusal(List<String> lines) {
        int refusal = lines.indexOf("Error: Could not create the Java Virtual Machine.");
        return refusal > 0 && !lines.get(refusal - 1).isEmpty()
                ? Optional.of(lines.get(refusal - 1))
                : Optional.empty();
    }

    private static Optional<String> yarnsReason(List<String> lines) {
        return lines.stream()
                .map(line ->
                        line.replaceFirst("^.*Diagnostics: *", "").replaceFirst("^\\[[^\\]]*\\d{4}[^\\]]*\\] *", ""))
                .filter(line -> !line.isEmpty() && !line.contains("exitCode: "))
                .findFirst();
    }
}
