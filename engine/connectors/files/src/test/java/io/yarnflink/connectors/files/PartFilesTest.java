package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.Path;
import io.yarnflink.api.serialization.SimpleStringEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each record is the name of its bucket. */
class PartFilesTest {
    @TempDir
    java.nio.file.Path folder;

    private static final FileFormat<String> ROWS = new FileFormat.Rows<>(new SimpleStringEncoder<>());

    private java.nio.file.Path out;

    @BeforeEach
    void chooseOutput() {
        out = folder.resolve("out");
    }

    private static PartFiles<String, String> parts(Path output, FileFormat<String> format) throws IOException {
        return parts(output, format, OnCheckpointRollingPolicy.build(), "0123-3");
    }

    private static PartFiles<String, String> parts(
            Path output, FileFormat<String> format, RollingPolicy<String, String> rolling, String uid)
            throws IOException {
        return new PartFiles<>(
                new BucketsBuilder.Settings<>(
                        output,
                        format,
                        new BucketOfRecord(),
                        rolling,
                        1,
                        OutputFileConfig.builder().build()),
                new JobID(1, 2),
                uid);
    }

    private static final class BucketOfRecord extends BasePathBucketAssigner<String> {
        @Override
        public String getBucketId(String element, Context context) {
            return element;
        }
    }

    private record Now() implements BucketAssigner.Context {
        @Override
        public long currentProcessingTime() {
            return 0;
        }

        @Override
        public long currentWatermark() {
            return 0;
        }

        @Override
        public Long timestamp() {
            return 0L;
        }
    }

    /** Whether it was found to be committed before. */
    private static boolean commit(FileSinkCommittable file) throws IOException {
        return !FileCommitter.publish(file);
    }

    @Test
    void aPartFileThatItsReadersTookAwayWasCommitted() throws Exception {
        PartFiles<String, String> parts = parts(new Path(out.toString()), ROWS);
        parts.write("bucket", new Now());
        FileSinkCommittable file = parts.prepareCommit(true).get(0);
        assertThat(commit(file)).isFalse();
        assertThat(commit(file)).isTrue();
        Files.delete(out.resolve("bucket/part-0123-3-0"));
        assertThat(commit(file)).isTrue();
    }

    @Test
    void aSavepointIsRestoredThoughReadersTookAwayAPartFileThatWasOpenInIt() throws Exception {
        Path output = new Path(out.toString());
        RollingPolicy<String, String> rolling = DefaultRollingPolicy.create().build();
        PartFiles<String, String> before = parts(output, ROWS, rolling, "0123-3");
        before.write("bucket", new Now());
        OpenPartFile open = before.openParts().get(0);
        FileSinkCommittable file = before.prepareCommit(true).get(0);
        assertThat(commit(file)).isFalse();
        Files.delete(out.resolve("bucket/part-0123-3-0"));
        PartFiles<String, String> after = parts(output, ROWS, rolling, "4567-3");
        after.recover(open);
        assertThat(after.prepareCommit(true)).as("its bytes were published").isEmpty();
        file.pending().getFileSystem().delete(file.pending().getParent(), true);
        assertThatThrownBy(() -> after.recover(open))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("somebody else changes files of this folder");
    }

    @Test
    void whoClearsTheHiddenFoldersTooIsNamed() throws Exception {
        PartFiles<String, String> parts = parts(new Path(out.toString()), ROWS);
        parts.write("bucket", new Now());
        FileSinkCommittable file = parts.prepareCommit(true).get(0);
        file.pending().getFileSystem().delete(new Path(out.toString()), true);
        assertThatThrownBy(() -> commit(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.pending() + " is gone with its folder")
                .hasMessageContaining("somebody else deletes files of this folder");
        assertThatThrownBy(() -> parts.write("bucket", new Now()))
                .as("which is not made again, so that the loss stays visible")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("somebody else deletes files of " + out);
    }

    @Test
    void aRecordWhoseBucketIsNoFolderBelowTheOutputFailsBeforeAnythingIsDecided() throws Exception {
        Files.createDirectories(out);
        Files.writeString(out.resolve("file"), "in the way");
        PartFiles<String, String> parts = parts(StubbornFileSystem.path(out), ROWS);
        for (String bucket : List.of("../other", "a/../../other", "..", "./a", "file", "file/deeper", "12:30")) {
            assertThatThrownBy(() -> parts.write(bucket, new Now()))
                    .as(bucket)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the bucket '" + bucket + "'");
        }
        parts.write("a..b/c.", new Now());
        assertThat(commit(parts.prepareCommit(true).get(0))).isFalse();
        assertThat(out.resolve("a..b/c.")).isNotEmptyDirectory();
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void allPartFilesAreClosedThoughTheFirstCannotBe() throws Exception {
        List<FSDataOutputStream> closed = new ArrayList<>();
        PartFiles<String, String> parts = parts(new Path(out.toString()), file -> new Unclosable(file, closed));
        parts.write("a", new Now());
        parts.write("b", new Now());
        assertThatThrownBy(parts::close)
                .hasMessage("file 1 cannot be closed")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("file 2 cannot be closed"));
        assertThat(closed).hasSize(2);
    }

    private record Unclosable(FSDataOutputStream file, List<FSDataOutputStream> closed)
            implements PartFile.Content<String> {
        @Override
        public void write(String element) {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public void sync() {}

        @Override
        public void finish() {}

        @Override
        public void close() throws IOException {
            file.close();
            closed.add(file);
            throw new IOException("file " + closed.size() + " cannot be closed");
        }
    }

    @Test
    void aFileThatItsBulkWriterRefusesIsClosed() throws Exception {
        List<FSDataOutputStream> opened = new ArrayList<>();
        FileFormat<String> refused = new FileFormat.Bulk<>(file -> {
            opened.add(file);
            throw new IOException("no such schema");
        });
        PartFiles<String, String> parts = parts(new Path(out.toString()), refused);
        assertThatThrownBy(() -> parts.write("a", new Now())).hasMessage("no such schema");
        assertThatThrownBy(() -> opened.get(0).write(1)).isInstanceOf(java.nio.channels.ClosedChannelException.class);
    }
}
