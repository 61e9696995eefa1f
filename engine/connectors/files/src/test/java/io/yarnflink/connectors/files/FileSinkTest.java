package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {
    private static final JobID JOB = JobID.fromHexString("0123456789abcdef0123456789abcdef");

    @TempDir
    java.nio.file.Path folder;

    private PartFileWriter<String> writer(String name) throws IOException {
        return new PartFileWriter<>(new Path(folder.resolve(name).toString()), new SimpleStringEncoder<>(), JOB, 3);
    }

    private List<String> names(String name) throws IOException {
        try (Stream<java.nio.file.Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static final io.yarnflink.api.connector.sink.SinkWriter.Context NO_TIME =
            new io.yarnflink.api.connector.sink.SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                public @org.jspecify.annotations.Nullable Long timestamp() {
                    return null;
                }
            };

    @Test
    void aPartFileBecomesVisibleWhenItsSubtaskHasEnded() throws Exception {
        PartFileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        writer.write("b", NO_TIME);
        writer.flush(false);
        assertThat(names("out")).containsExactly(".part-01234567-3-0.inprogress");
        writer.flush(true);
        writer.close();
        assertThat(names("out")).containsExactly("part-01234567-3-0");
        assertThat(folder.resolve("out/part-01234567-3-0")).hasContent("a\nb\n");
    }

    @Test
    void aWriterThatIsClosedBeforeItsEndLeavesNothing() throws Exception {
        PartFileWriter<String> writer = writer("out");
        writer.write("a", NO_TIME);
        writer.close();
        assertThat(names("out")).isEmpty();
    }

    @Test
    void aSubtaskWithoutRecordsLeavesNoEmptyFile() throws Exception {
        PartFileWriter<String> writer = writer("out");
        writer.flush(true);
        writer.close();
        assertThat(names("out")).isEmpty();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamedBeforeTheFirstRecord() throws IOException {
        Files.writeString(folder.resolve("file"), "in the way");
        assertThatThrownBy(() -> writer("file/out"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("output folder cannot be written: " + folder.resolve("file/out"));
    }

    @Test
    void relativePathsMeanTheProgramsWorkingDirectory() {
        assertThat(LocalPaths.absolute(new Path("data/in")).getPath())
                .isEqualTo(java.nio.file.Path.of("data/in").toAbsolutePath().toString());
        assertThat(LocalPaths.absolute(new Path("hdfs://host/in")).toString()).isEqualTo("hdfs://host/in");
    }
}
