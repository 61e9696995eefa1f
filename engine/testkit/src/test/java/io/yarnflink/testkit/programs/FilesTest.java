package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.eventtime.WatermarkStrategy;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.serialization.AbstractDeserializationSchema;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import io.yarnflink.api.tuple.Tuple2;
import io.yarnflink.connectors.files.BasePathBucketAssigner;
import io.yarnflink.connectors.files.DecodedLines;
import io.yarnflink.connectors.files.FileSink;
import io.yarnflink.connectors.files.FileSource;
import io.yarnflink.connectors.files.TextLineInputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {
    @TempDir
    Path folder;

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    @Test
    void aSinksFilesAppearWhenTheJobHasDoneItsWork() throws Exception {
        env.fromSequence(1, 100).sinkTo(sink("out"));
        env.fromSequence(101, 110).sinkTo(sink("out"));
        env.execute();
        List<String> rows = new ArrayList<>();
        for (Path file : files("out")) {
            assertThat(file.getFileName().toString()).startsWith("part-");
            rows.addAll(Files.readAllLines(file));
        }
        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 110).mapToObj(String::valueOf).toList());
    }

    @Test
    void aFailedJobLeavesNoFiles() throws Exception {
        env.fromSequence(1, 100)
                .map(number -> 1 / (number - 60))
                .setParallelism(2)
                .sinkTo(sink("out"));
        assertThatThrownBy(env::execute).hasMessageContaining("ArithmeticException");
        assertThat(files("out")).isEmpty();
    }

    @Test
    void filesAreReadAsTextAndWrittenAsTextAndRowsOfTuples() throws Exception {
        Files.writeString(folder.resolve("in"), "a\nb\n");
        String in = folder.resolve("in").toString();
        assertThat(env.readTextFile(in)
                        .union(env.readTextFile(in, "ISO-8859-1"))
                        .executeAndCollect(10))
                .containsExactlyInAnyOrder("a", "b", "a", "b");
        DataStream<Tuple2<String, Integer>> tuples = env.fromData(Tuple2.of("x", 1), Tuple2.of("y", 2));
        tuples.writeAsText(folder.resolve("text").toString()).setParallelism(1);
        tuples.writeAsCsv(folder.resolve("rows").toString()).setParallelism(1);
        tuples.rebalance().writeAsText(folder.resolve("two").toString(), FileSystem.WriteMode.OVERWRITE);
        tuples.writeAsCsv(folder.resolve("odd").toString(), FileSystem.WriteMode.OVERWRITE, "|", ";")
                .setParallelism(1);
        tuples.writeAsCsv(folder.resolve("over").toString(), FileSystem.WriteMode.OVERWRITE)
                .setParallelism(1);
        env.execute();
        assertThat(folder.resolve("text")).hasContent("(x,1)\n(y,2)\n");
        assertThat(folder.resolve("rows")).hasContent("x,1\ny,2\n");
        assertThat(folder.resolve("over")).hasContent("x,1\ny,2\n");
        assertThat(folder.resolve("odd")).hasContent("x;1|y;2|");
        assertThat(files("two"))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("1", "2");
        tuples.writeAsText(folder.resolve("text").toString()).setParallelism(1);
        assertThatThrownBy(env::execute).hasMessageContaining("is there already: delete it, or write with");
        assertThatThrownBy(() -> env.fromData(1).writeAsCsv("x")).hasMessageContaining("but the stream holds Integer");
    }

    @Test
    void aFolderIsWatchedForNewFiles() throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("first"), "1\n");
        FileSource<Integer> source = FileSource.forRecordStreamFormat(
                        new DecodedLines<>(new Numbers()),
                        new io.yarnflink.api.fs.Path(folder.resolve("in").toString()))
                .processStaticFileSet()
                .monitorContinuously(Duration.ofMillis(20))
                .build();
        assertThat(source.getBoundedness()).isEqualTo(Boundedness.CONTINUOUS_UNBOUNDED);
        try (CloseableIterator<Integer> numbers = env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                .executeAndCollect()) {
            assertThat(numbers.next()).isEqualTo(1);
            Files.writeString(folder.resolve("second"), "2\n\n3\n");
            Files.move(folder.resolve("second"), folder.resolve("in/second"));
            assertThat(numbers.next()).isEqualTo(2);
            assertThat(numbers.next()).isEqualTo(3);
        }
        assertThatThrownBy(() -> FileSource.forRecordStreamFormat(
                                new TextLineInputFormat(), new io.yarnflink.api.fs.Path("/x"))
                        .monitorContinuously(Duration.ZERO))
                .hasMessageContaining("must be 1 ms or more");
    }

    @Test
    void aMissingPathAndALineThatCannotBeReadAreNamed() throws Exception {
        assertThatThrownBy(() ->
                        env.readTextFile(folder.resolve("none").toString()).executeAndCollect(1))
                .hasMessageContaining("input path does not exist: " + folder.resolve("none"));
        Files.writeString(folder.resolve("in"), "1\nx\n");
        FileSource<Integer> source = FileSource.forRecordStreamFormat(
                        new DecodedLines<>(new Numbers()),
                        new io.yarnflink.api.fs.Path(folder.resolve("in").toString()))
                .build();
        assertThatThrownBy(() -> env.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers")
                        .executeAndCollect(5))
                .hasMessageContaining(
                        folder.resolve("in") + ": the line at byte 2 cannot be read: For input string: \"x\"");
    }

    private FileSink<Long> sink(String name) {
        return FileSink.<Long>forRowFormat(
                        new io.yarnflink.api.fs.Path(folder.resolve(name).toString()), new SimpleStringEncoder<>())
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .build();
    }

    private List<Path> files(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            return files.toList();
        }
    }

    private static final class Numbers extends AbstractDeserializationSchema<Integer> {
        @Override
        public Integer deserialize(byte[] message) {
            return Integer.valueOf(new String(message, StandardCharsets.UTF_8));
        }
    }
}
