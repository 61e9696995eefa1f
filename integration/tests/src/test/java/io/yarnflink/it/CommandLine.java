package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs the distribution's {@code yarn-flink} as a user does: in a process of its own. */
public final class CommandLine {
    private static final String CONF_DIR = "HADOOP_CONF_DIR";
    private static final long LONGEST_RUN_SECONDS = 180;

    private final Map<String, String> environment = new TreeMap<>();

    /** For a cluster that runs already. */
    public CommandLine(Path hadoopConf) {
        environment.put(CONF_DIR, hadoopConf.toString());
    }

    private CommandLine(Map<String, String> environment) {
        this.environment.putAll(environment);
    }

    /** For commands with {@code --embedded}. */
    static CommandLine withoutCluster() {
        return new CommandLine(Map.of(
                "YARN_FLINK_CLUSTER_CLASSPATH",
                SourceTree.root()
                        .resolve("integration/cluster/target/cluster.classpath")
                        .toString()));
    }

    /** What a finished command said. */
    public record Result(int exitCode, String out, String err) {
        /** A field of the outcome, which {@code --format properties} prints last. */
        public String field(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .reduce((first, last) -> last)
                    .map(line -> line.substring(name.length() + 1))
                    .orElseThrow(() -> new AssertionError("no " + name + " in: " + this));
        }

        /** Fails unless the command ended with that code and told so in one line, which is returned. */
        public String endedWith(int code) {
            assertThat(exitCode).as("%s", this).isEqualTo(code);
            List<String> told =
                    err.lines().filter(line -> line.startsWith("yarn-flink:")).toList();
            assertThat(told).as("%s", this).hasSize(1);
            assertThat(err).doesNotContain("\tat ").doesNotContain("    at ");
            return told.get(0);
        }

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** A command that still runs. */
    public static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        public String err() throws IOException {
            return Files.readString(err);
        }

        public Process process() {
            return process;
        }

        /** What Ctrl-C does. */
        void interrupt() throws IOException, InterruptedException {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }

        public Result await() throws IOException, InterruptedException {
            if (!process.waitFor(LONGEST_RUN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LONGEST_RUN_SECONDS + " s\n--- out\n"
                        + Files.readString(out) + "\n--- err\n" + Files.readString(err));
            }
            Result result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            Files.delete(out);
            Files.delete(err);
            return result;
        }
    }

    public CommandLine with(String variable, String value) {
        CommandLine changed = new CommandLine(environment);
        changed.environment.put(variable, value);
        return changed;
    }

    public Hdfs hdfs() throws IOException {
        return new Hdfs(Path.of(environment.get(CONF_DIR)));
    }

    public Running start(String... arguments) throws IOException {
        // A test run in the background of a script would pass on that Ctrl-C is ignored.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(SourceTree.distribution().resolve("bin/yarn-flink").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("yarn-flink", ".out");
        Path err = Files.createTempFile("yarn-flink", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().remove(CONF_DIR);
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    public Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }

    /** A submission whose outcome the test reads field by field. */
    public Running startSubmit(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("submit", "--per-job", "--format", "properties"));
        all.addAll(List.of(arguments));
        return start(all.toArray(String[]::new));
    }

    public Result submit(String... arguments) throws IOException, InterruptedException {
        return startSubmit(arguments).await();
    }
}
