package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.io.TextInputFormat;
import io.yarnflink.api.fs.Path;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileListingTest {
    @TempDir
    java.nio.file.Path folder;

    private Path path(String name) {
        return new Path(folder.resolve(name).toString());
    }

    @Test
    void splitsCoverEachFileOnceWithoutGaps() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "x".repeat(1_000_000));
        Files.writeString(folder.resolve("b.txt"), "y".repeat(10));
        List<FileSourceSplit> splits = FileListing.splits(List.of(path("a.txt"), path("b.txt")), true, 2);
        assertThat(splits).hasSizeGreaterThan(4);
        long expected = 0;
        for (FileSourceSplit split : splits.subList(0, splits.size() - 1)) {
            assertThat(split.path()).isEqualTo(path("a.txt"));
            assertThat(split.offset()).isEqualTo(expected);
            expected = split.end();
        }
        assertThat(expected).isEqualTo(1_000_000);
        assertThat(splits.get(splits.size() - 1).end()).isEqualTo(10);
        assertThat(splits).extracting(FileSourceSplit::splitId).doesNotHaveDuplicates();
    }

    @Test
    void foldersAreReadWithTheirSubfoldersButWithoutHiddenFiles() throws IOException {
        Files.createDirectories(folder.resolve("in/deep"));
        Files.writeString(folder.resolve("in/one"), "1");
        Files.writeString(folder.resolve("in/deep/two"), "2");
        Files.writeString(folder.resolve("in/.hidden"), "3");
        Files.writeString(folder.resolve("in/_SUCCESS"), "4");
        Files.writeString(folder.resolve("in/five._COPYING_"), "5");
        assertThat(FileListing.splits(List.of(path("in")), true, 1))
                .extracting(split -> split.path().getName())
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whatVanishesWhileItIsListedIsNotThere() throws IOException {
        Files.createDirectories(folder.resolve("in/vanished-folder"));
        Files.writeString(folder.resolve("in/vanished-folder/one"), "1");
        Files.writeString(folder.resolve("in/vanished"), "2");
        Files.writeString(folder.resolve("in/three"), "3");
        Path all = StubbornFileSystem.path(folder.resolve("in"));
        assertThat(FileListing.splits(List.of(all), true, 1))
                .extracting(split -> split.path().getName())
                .containsExactly("three");
        assertThat(new TextInputFormat(all).createInputSplits(1))
                .extracting(split -> split.getPath().getName())
                .containsExactly("three");
        Path named = StubbornFileSystem.path(folder.resolve("in/vanished"));
        assertThatThrownBy(() -> FileListing.splits(List.of(named), true, 1)).isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void compressedFilesAreNeverSplit() throws IOException {
        Files.write(folder.resolve("big.gz"), new byte[3_000_000]);
        assertThat(FileListing.splits(List.of(path("big.gz")), true, 4)).hasSize(1);
    }

    @Test
    void emptyFilesGiveNoSplits() throws IOException {
        Files.createFile(folder.resolve("empty"));
        assertThat(FileListing.splits(List.of(path("empty")), true, 4)).isEmpty();
    }

    @Test
    void aMissingPathIsNamed() {
        assertThatThrownBy(() -> FileListing.splits(List.of(path("nowhere")), true, 1))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("input path does not exist: " + path("nowhere"));
    }

    @Test
    void splitsSurviveSerialization() throws IOException {
        FileSourceSplit split = new FileSourceSplit("000001", path("a"), 5, 7, List.of("host1", "host2"));
        assertThat(FileSplitSerializer.ONE.deserialize(1, FileSplitSerializer.ONE.serialize(split)))
                .isEqualTo(split);
        assertThat(FileSplitSerializer.MANY
                        .deserialize(
                                1,
                                FileSplitSerializer.MANY.serialize(
                                        PendingSplitsCheckpoint.fromCollectionSnapshot(List.of(split, split))))
                        .getSplits())
                .containsExactly(split, split);
        assertThatThrownBy(() -> FileSplitSerializer.ONE.deserialize(2, new byte[0]))
                .hasMessageContaining("version 2");
    }
}
