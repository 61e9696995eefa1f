package io.yarnflink.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/** Runs the distribution's {@code yarn-flink} as a user does: in a process of its own. */
final class CommandLine {
    private static final long LONGEST_RUN_SECONDS = 180;

    private final Map<String, String> environment = new TreeMap<>();

    CommandLine(Path hadoopConf) {
        environment.put("HADOOP_CONF_DIR", hadoopConf.toString());
    }

    /** What a finished command said. */
    record Result(int exitCode, String out, String err) {
        /** A field of the outcome, which {@code --format properties} prints last. */
        String field(String name) {
            return out.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .reduce((first, last) -> last)
                    .map(line -> line.substring(name.length() + 1))
                    .orElseThrow(() -> new AssertionError("no " + name + " in: " + this));
        }

        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- out\n" + out + "\n--- err\n" + err;
        }
    }

    /** A command that still runs. */
    static final class Running {
        private final Process process;
        private final Path out;
        private final Path err;

        private Running(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        String err() throws IOException {
            return Files.readString(err);
        }

        Process process() {
            return process;
        }

        Result await() throws IOException, InterruptedException {
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

    CommandLine with(String variable, String value) {
        CommandLine changed = new CommandLine(Path.of(environment.getOrDefault("HADOOP_CONF_DIR", "")));
        changed.environment.putAll(environment);
        changed.environment.put(variable, value);
        return changed;
    }

    FileSystem hdfs() throws IOException {
        Configuration configuration = new Configuration();
        for (String site : List.of("core-site.xml", "hdfs-site.xml")) {
            configuration.addResource(new org.apache.hadoop.fs.Path(
                    Path.of(environment.get("HADOOP_CONF_DIR")).resolve(site).toUri()));
        }
        return FileSystem.get(configuration);
    }

    /** Writes a file into HDFS and returns its full path. */
    String putIntoHdfs(String path, String content) throws IOException {
        org.apache.hadoop.fs.Path file = hdfs().makeQualified(new org.apache.hadoop.fs.Path(path));
        try (OutputStream out = hdfs().create(file)) {
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    /** The applications that have a staging folder. */
    List<String> staging() throws IOException {
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(
                hdfs().getHomeDirectory(), ".yarn-flink/staging/" + System.getProperty("user.name"));
        List<String> found = new ArrayList<>();
        if (hdfs().exists(root)) {
            for (FileStatus entry : hdfs().listStatus(root)) {
                found.add(entry.getPath().getName());
            }
        }
        return found;
    }

    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(SourceTree.distribution().resolve("bin/yarn-flink").toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("yarn-flink", ".out");
        Path err = Files.createTempFile("yarn-flink", ".err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).await();
    }
}
