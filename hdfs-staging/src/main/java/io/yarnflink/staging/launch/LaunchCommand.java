package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.ConfigOption;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;
import io.yarnflink.api.configuration.YarnOptions;
import java.util.ArrayList;
import java.util.List;

/** The command lines that containers run. */
public final class LaunchCommand {
    public static final String MASTER_MAIN = "io.yarnflink.am.ApplicationMasterMain";
    public static final String TASK_MANAGER_MAIN = "io.yarnflink.am.TaskManagerMain";

    // NodeManagers add the tail of a failed container's *stderr* files, by this name, to its diagnostics.
    /** Where the ApplicationMaster's log goes, in its container's log folder. */
    public static final String MASTER_LOG = "jobmanager.stderr";

    public static final String MASTER_OUT = "jobmanager.stdout";
    /** Where a TaskManager's log goes, in its container's log folder. */
    public static final String TASK_MANAGER_LOG = "taskmanager.stderr";

    public static final String TASK_MANAGER_OUT = "taskmanager.stdout";

    private LaunchCommand() {}

    public static String master(Configuration settings, ContainerFiles files) {
        List<String> words = java(settings);
        words.addAll(MasterMemory.from(settings).jvm().flags());
        List<String> options = options(settings, CoreOptions.JAVA_OPTS_JOBMANAGER);
        // It lives on start-up time, not on throughput: the second compiler would only compete for the cores.
        words.addAll(collector(List.of("-XX:+UseSerialGC"), options));
        words.add("-XX:TieredStopAtLevel=1");
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.addAll(options);
        return run(words, files, MASTER_MAIN, MASTER_OUT, MASTER_LOG);
    }

    public static String taskManager(Configuration settings, ContainerFiles files) {
        List<String> words = java(settings);
        JvmMemory memory = TaskManagerMemory.from(settings).jvm();
        words.addAll(memory.flags());
        List<String> collector = new ArrayList<>(memory.youngGeneration());
        collector.add(taskManagerVcores(settings) == 1 ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
        List<String> options = options(settings, CoreOptions.JAVA_OPTS_TASKMANAGER);
        words.addAll(collector(collector, options));
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.addAll(options);
        return run(words, files, TASK_MANAGER_MAIN, TASK_MANAGER_OUT, TASK_MANAGER_LOG);
    }

    /** As many as slots unless set. */
    public static int taskManagerVcores(Configuration settings) {
        return settings.getOptional(YarnOptions.CONTAINER_VCORES)
                .orElseGet(() -> settings.get(TaskManagerOptions.NUM_TASK_SLOTS));
    }

    private static List<String> java(Configuration settings) {
        List<String> words = new ArrayList<>();
        words.add("exec");
        words.add(quoted(settings.getOptional(CoreOptions.JAVA_HOME)
                        .map(home -> plain(CoreOptions.JAVA_HOME, home))
                        .orElse("{{JAVA_HOME}}")
                + "/bin/java"));
        return words;
    }

    /** Ours unless options choose one: a JVM does not start with two. */
    private static List<String> collector(List<String> ours, List<String> options) {
        return options.stream().anyMatch(each -> each.matches("-XX:\\+Use\\w+GC")) ? List.of() : ours;
    }

    /** Those for every process, then those for this kind. */
    private static List<String> options(Configuration settings, ConfigOption<String> ofKind) {
        List<String> all = new ArrayList<>(words(settings, CoreOptions.JAVA_OPTS_ALL));
        all.addAll(words(settings, ofKind));
        return all;
    }

    private static List<String> words(Configuration settings, ConfigOption<String> option) {
        String text = settings.get(option).strip();
        return text.isEmpty() ? List.of() : List.of(plain(option, text).split("\\s+"));
    }

    /**
     * NodeManagers run the command through a shell, twice: first inside double quotes, where these are plain characters and
     * YARN's own variables are filled in. Paths of the cluster may have spaces.
     */
    private static String quoted(String path) {
        return "'" + path + "'";
    }

    /** Against what the outer shell interprets no quoting is safe: special characters are refused. */
    private static String plain(ConfigOption<String> option, String text) {
        if (!text.matches("[\\p{L}\\p{N} _./:=+,@%^-]*")) {
            throw new IllegalArgumentException(option.key() + ": '" + text
                    + "' has a character that the shell would interpret; letters, digits, spaces and _./:=+,@%^- may stand"
                    + " there");
        }
        return text;
    }

    private static String run(List<String> words, ContainerFiles files, String main, String out, String log) {
        words.add("-cp");
        words.add(files.classPath());
        words.add(main);
        words.add("1>" + quoted("<LOG_DIR>/" + out));
        words.add("2>" + quoted("<LOG_DIR>/" + log));
        return String.join(" ", words);
    }
}
