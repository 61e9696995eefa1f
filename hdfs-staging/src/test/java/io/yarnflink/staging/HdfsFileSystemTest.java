package io.yarnflink.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.fs.FSDataInputStream;
import io.yarnflink.api.fs.FSDataOutputStream;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.fs.FileSystem;
import io.yarnflink.api.fs.FileSystem.WriteMode;
import io.yarnflink.api.fs.FileSystemProvider;
import io.yarnflink.api.fs.Path;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ServiceLoader;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HdfsFileSystemTest {
    @TempDir
    java.nio.file.Path folder;

    private FileSystem fs;

    @BeforeEach
    void open() throws IOException {
        fs = new HdfsFileSystem(LocalHadoop.fileSystem());
    }

    @Test
    void bytesWrittenAreReadFromAnywhere() throws Exception {
        Path file = path("new folder/file");
        write(file, 1, 2, 3);
        try (FSDataInputStream in = fs.open(file)) {
            in.seek(1);
            assertThat(in.read()).isEqualTo(2);
            assertThat(in.getPos()).isEqualTo(2);
            assertThat(in.readAllBytes()).containsExactly(3);
        }
        FileStatus status = fs.getFileStatus(file);
        assertThat(status.length()).isEqualTo(3);
        assertThat(status.path().getPath()).isEqualTo(file.getPath());
        assertThat(fs.getFileBlockLocations(status, 0, 3)).hasSize(1);
    }

    @Test
    void anExistingFileIsReplacedOnlyWhenAsked() throws Exception {
        Path file = path("file");
        write(file, 1);
        assertThatThrownBy(() -> fs.create(file, WriteMode.NO_OVERWRITE)).isInstanceOf(IOException.class);
        fs.create(file, WriteMode.OVERWRITE).close();
        assertThat(fs.getFileStatus(file).length()).isZero();
    }

    @Test
    void renamesNeverReplace() throws Exception {
        write(path("a"), 1);
        write(path("b"), 2, 2);
        assertThatThrownBy(() -> fs.renameNoOverwrite(path("a"), path("b"))).isInstanceOf(IOException.class);
        assertThat(fs.getFileStatus(path("b")).length()).isEqualTo(2);
        fs.renameNoOverwrite(path("a"), path("c"));
        assertThat(fs.exists(path("a"))).isFalse();
        assertThat(fs.listStatus(path("")))
                .extracting(status -> status.path().getName())
                .containsExactly("b", "c");
    }

    @Test
    void whatIsMissingIsNotFound() throws Exception {
        assertThatThrownBy(() -> fs.getFileStatus(path("x"))).isInstanceOf(FileNotFoundException.class);
        assertThat(fs.delete(path("x"), true)).isFalse();
        assertThat(fs.mkdirs(path("x"))).isTrue();
        assertThat(fs.getFileStatus(path("x")).isDir()).isTrue();
    }

    @Test
    void anOpenFileIsNotSaidToBeDurableWhereItIsNot() throws Exception {
        FileSystem striped = new HdfsFileSystem(new FilterFileSystem(LocalHadoop.fileSystem()) {
            @Override
            public org.apache.hadoop.fs.FSDataOutputStream create(org.apache.hadoop.fs.Path path, boolean overwrite) {
                return new org.apache.hadoop.fs.FSDataOutputStream(new ByteArrayOutputStream(), null);
            }
        });
        try (FSDataOutputStream out = striped.create(path("file"), WriteMode.NO_OVERWRITE)) {
            out.write(1);
            assertThatThrownBy(out::sync)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not durable on this file system, at 1 bytes");
        }
    }

    @Test
    void theSchemeIsFoundByItsProvider() {
        assertThat(ServiceLoader.load(FileSystemProvider.class))
                .extracting(FileSystemProvider::scheme)
                .contains("hdfs");
    }

    private void write(Path path, int... bytes) throws IOException {
        try (FSDataOutputStream out = fs.create(path, WriteMode.NO_OVERWRITE)) {
            for (int value : bytes) {
                out.write(value);
            }
            out.sync();
            assertThat(out.getPos()).isEqualTo(bytes.length);
        }
    }

    private Path path(String name) {
        return name.isEmpty() ? new Path(folder.toString()) : new Path(folder + "/" + name);
    }
}
