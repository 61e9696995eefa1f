package io.yarnflink.examples.data;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.api.utils.ParameterTool;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.FileSink;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import java.util.ArrayList;
import java.util.List;

/**
 * What the examples have in common: {@code --input PATH} reads another file or folder than the data in the job's jar,
 * {@code --output FOLDER} writes all results into files, without it the first {@code --lines N} of them are printed.
 */
public final class Example {
    private static final int LINES = 15;

    private final StreamExecutionEnvironment env;
    private final ParameterTool parameters;

    public Example(StreamExecutionEnvironment env, String[] args) {
        this.env = env;
        this.parameters = ParameterTool.fromArgs(args);
        env.getConfig().setGlobalJobParameters(parameters);
    }

    public ParameterTool parameters() {
        return parameters;
    }

    /** The lines of the input. */
    public DataStream<String> lines(String fileInJar) {
        return lines("input", fileInJar);
    }

    /** The lines of the file that {@code --option} names, or else of one that lies in the job's jar. */
    public DataStream<String> lines(String option, String fileInJar) {
        Path path = new Path(parameters.get(option, "classpath:///data/" + fileInJar));
        return env.fromSource(
                FileSource.forRecordStreamFormat(new TextLineInputFormat(), path)
                        .build(),
                WatermarkStrategy.noWatermarks(),
                path.getName());
    }

    /** The path that {@code --option} names, which must be there. */
    public Path path(String option) {
        return new Path(parameters.getRequired(option));
    }

    /** Runs the program, and prints or writes what {@code results} holds. */
    public <T> void run(DataStream<T> results, String jobName) throws Exception {
        if (parameters.has("output")) {
            checkOptions();
            results.sinkTo(FileSink.<T>forRowFormat(path("output"), new SimpleStringEncoder<>())
                            .withBucketAssigner(new BasePathBucketAssigner<>())
                            .build())
                    .name("Part files");
            env.execute(jobName);
        } else {
            int lines = parameters.getInt("lines", LINES);
            List<String> sorted = collect(results, jobName).stream()
                    .map(Object::toString)
                    .sorted()
                    .toList();
            sorted.stream().limit(lines).forEach(System.out::println);
            System.out.println(Math.min(lines, sorted.size()) + " of " + sorted.size() + " results");
        }
    }

    /** Runs the program, and returns what {@code results} holds, in any order. */
    public <T> List<T> collect(DataStream<T> results, String jobName) throws Exception {
        checkOptions();
        List<T> collected = new ArrayList<>();
        try (CloseableIterator<T> iterator = results.executeAndCollect(jobName)) {
            iterator.forEachRemaining(collected::add);
        }
        return collected;
    }

    private void checkOptions() {
        if (!parameters.getUnrequestedParameters().isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown options: --" + String.join(", --", parameters.getUnrequestedParameters())
                            + "; the README of the examples lists each program's");
        }
    }
}
