package io.yarnflink.api.common.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.fs.FileStatus;
import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.InputSplitAssigner;
import io.yarnflink.api.io.LocatableInputSplit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are cut into splits anywhere, and each record is read once, whole. */
class DelimitedInputFormatTest {
    @TempDir
    Path folder;

    private io.yarnflink.api.fs.Path path(String name) {
        return new io.yarnflink.api.fs.Path(folder.resolve(name).toString());
    }

    private static List<String> read(TextInputFormat format, FileInputSplit split) throws IOException {
        List<String> lines = new ArrayList<>();
        format.open(split);
        while (!format.reachedEnd()) {
            String line = format.nextRecord("");
            if (line != null) {
                lines.add(line);
            }
        }
        format.close();
        return lines;
    }

    private static List<String> readAll(TextInputFormat format, int splits) throws IOException {
        List<String> lines = new ArrayList<>();
        for (FileInputSplit split : format.createInputSplits(splits)) {
            lines.addAll(read(format, split));
        }
        return lines;
    }

    @Test
    void whatAFormatMakesNoRecordOfIsPassedOver() throws Exception {
        Files.writeString(folder.resolve("in"), "1\nx\n2\ny");
        TextInputFormat lenient = new TextInputFormat(path("in")) {
            @Override
            @SuppressWarnings("NullAway") // As the class above it has it.
            public String readRecord(String reusable, byte[] bytes, int offset, int numBytes) throws IOException {
                return bytes[offset] > '9' ? null : super.readRecord(reusable, bytes, offset, numBytes);
            }
        };
        FileInputSplit split = lenient.createInputSplits(1)[0];
        lenient.open(split);
        assertThat(lenient.nextRecord("")).isEqualTo("1");
        assertThat(lenient.nextRecord("")).isEqualTo("2");
        assertThat(lenient.nextRecord("")).isNull();
        assertThat(lenient.reachedEnd()).isTrue();
        lenient.close();
    }

    @Test
    void everyRecordIsReadOnceWhereverTheSplitsAreCut() throws Exception {
        String text = "a\n\nlonger line\nb\nc without an end";
        Files.writeString(folder.resolve("in"), text);
        for (String delimiter : List.of("\n", "--", "<>", "e")) {
            TextInputFormat format = new TextInputFormat(path("in"));
            Files.writeString(folder.resolve("in"), text.replace("\n", delimiter));
            format.setDelimiter(delimiter);
            format.setBufferSize(2);
            List<String> expected =
                    List.of(Files.readString(folder.resolve("in")).split(delimiter));
            for (int splits = 1; splits <= text.length(); splits++) {
                assertThat(readAll(format, splits))
                        .as("in %s splits at %s", splits, delimiter)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aSplitIsReopenedAtTheNextRecord() throws Exception {
        Files.writeString(folder.resolve("in"), "a\r\nb\r\nc\r\n");
        TextInputFormat format = new TextInputFormat(path("in"));
        FileInputSplit split = format.createInputSplits(1)[0];
        format.open(split);
        assertThat(format.nextRecord("")).isEqualTo("a");
        Long position = format.getCurrentState();
        assertThat(format.nextRecord("")).isEqualTo("b");
        format.close();
        format.reopen(split, position);
        assertThat(format.nextRecord("")).isEqualTo("b");
        assertThat(format.nextRecord("")).isEqualTo("c");
        assertThat(format.reachedEnd()).isFalse();
        assertThat(format.nextRecord("")).isNull();
        assertThat(format.reachedEnd()).isTrue();
        format.close();
        assertThat(format.getSplitStart() + " " + format.getSplitLength()).isEqualTo("0 9");
    }

    @Test
    void compressedFilesAreReadWholeAndReopenedToo() throws Exception {
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("in.gz")));
                OutputStream deflate = new DeflaterOutputStream(Files.newOutputStream(folder.resolve("in.deflate")))) {
            gzip.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
            deflate.write("c\nd\n".getBytes(StandardCharsets.UTF_8));
        }
        TextInputFormat format = new TextInputFormat(path("."));
        assertThat(format.createInputSplits(8)).hasSize(2);
        assertThat(readAll(format, 8)).containsExactly("c", "d", "a", "b");
        FileInputSplit split = format.createInputSplits(1)[0];
        format.reopen(split, 2L);
        assertThat(format.nextRecord("")).isEqualTo("d");
        assertThatThrownBy(() -> java.util.Objects.requireNonNull(format.stream).seek(0))
                .hasMessageContaining("cannot be read backwards");
        format.close();
    }

    @Test
    void foldersAreReadAsTheFilterAndTheNestingSay() throws Exception {
        Files.createDirectories(folder.resolve("in/deep"));
        for (String name : List.of("in/a", "in/_b", "in/.c", "in/x.skip", "in/deep/d", "in/empty", "in/e._COPYING_")) {
            Files.writeString(folder.resolve(name), name.endsWith("empty") ? "" : name + "\n");
        }
        TextInputFormat format = new TextInputFormat(path("in"));
        assertThat(readAll(format, 1)).containsExactly("in/a", "in/x.skip");
        Files.delete(folder.resolve("in/e." + FilePathFilter.HADOOP_COPYING));
        format.setFilesFilter(new FilePathFilter() {
            @Override
            public boolean filterPath(io.yarnflink.api.fs.Path filePath) {
                return filePath.getName().endsWith(".skip");
            }
        });
        Configuration parameters = new Configuration();
        parameters.setString("recursive.file.enumeration", "true");
        format.configure(parameters);
        assertThat(format.getNestedFileEnumeration()).isTrue();
        assertThat(readAll(format, 1)).as("hidden files stay hidden").containsExactlyInAnyOrder("in/a", "in/deep/d");
        format.setNestedFileEnumeration(false);
        format.setFilesFilter(FilePathFilter.createDefaultFilter());
        format.setFilePaths(
                folder.resolve("in/deep").toString(), folder.resolve("in/a").toString());
        assertThat(format.getFilePaths()).hasSize(2);
        assertThat(readAll(format, 1)).containsExactly("in/deep/d", "in/a");
        format.setFilePath(folder.resolve("none").toString());
        assertThatThrownBy(() -> format.createInputSplits(1))
                .hasMessage("input path does not exist: " + folder.resolve("none"));
        assertThat(format).hasToString("TextInputFormat ([" + folder.resolve("none") + "])");
        format.setFilePath("relative");
        assertThat(format.getFilePaths()[0].isAbsolute()).isTrue();
    }

    /** Fixed records in files that must not be cut. */
    private static final class Whole extends DelimitedInputFormat<byte[]> {
        Whole() {
            unsplittable = true;
        }

        @Override
        public byte[] readRecord(byte[] reuse, byte[] bytes, int offset, int numBytes) {
            return Arrays.copyOfRange(bytes, offset, offset + numBytes);
        }

        @Override
        protected boolean testForUnsplittable(FileStatus pathFile) {
            return super.testForUnsplittable(pathFile);
        }

        @Override
        public boolean acceptFile(FileStatus fileStatus) {
            return super.acceptFile(fileStatus) && fileStatus.length() > 3;
        }

        byte[] line() throws IOException {
            return readLine() ? Arrays.copyOfRange(currBuffer, currOffset, currOffset + currLen) : new byte[0];
        }
    }

    @Test
    void formatsOfAProgramsOwnDecideWhatIsReadAndHow() throws Exception {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("in/a"), "1;22;");
        Files.writeString(folder.resolve("in/b"), "1");
        Whole format = new Whole();
        assertThatThrownBy(() -> format.createInputSplits(1)).hasMessageContaining("has no path to read");
        format.setFilePath(path("in"));
        format.setDelimiter(';');
        assertThat(format.getDelimiter()).isEqualTo(new byte[] {';'});
        FileInputSplit[] splits = format.createInputSplits(4);
        assertThat(splits).hasSize(1);
        format.open(splits[0]);
        assertThat(format.nextRecord(new byte[0])).hasSize(1);
        assertThat(format.line()).containsExactly('2', '2');
        assertThat(format.line()).isEmpty();
        format.close();
        format.setDelimiter(new byte[] {'2'});
        assertThat(format.getDelimiter()).isEqualTo(new byte[] {'2'});
        assertThat(format.getLineLengthLimit()).isEqualTo(Integer.MAX_VALUE);
        format.setLineLengthLimit(1);
        format.open(splits[0]);
        assertThatThrownBy(() -> format.nextRecord(new byte[0]))
                .hasMessageContaining("the record at byte 0 of " + folder.resolve("in/a"))
                .hasMessageContaining("at most 1 are allowed");
        format.close();
        assertThatThrownBy(() -> format.setLineLengthLimit(0)).hasMessageContaining("hold nothing");
        assertThatThrownBy(() -> format.setBufferSize(1)).hasMessageContaining("not 1");
        assertThatThrownBy(() -> format.setDelimiter("")).hasMessageContaining("cuts nothing");
        assertThat(format.getBufferSize()).isEqualTo(1 << 20);
    }

    @Test
    void textIsDecodedAsItsCharsetSays() throws Exception {
        Files.write(folder.resolve("in"), "é\nü\n".getBytes(StandardCharsets.UTF_16LE));
        TextInputFormat format = new TextInputFormat(path("in"));
        assertThat(format.getCharsetName()).isEqualTo("UTF-8");
        format.setCharsetName("UTF-16LE");
        assertThat(format.getCharset()).isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(readAll(format, 1)).containsExactly("é", "ü");
    }

    @Test
    void sizesAndNumbersOfSplitsAreAsAsked() throws Exception {
        Files.writeString(folder.resolve("in"), "x".repeat(99) + "\n");
        TextInputFormat format = new TextInputFormat(path("in"));
        format.setNumSplits(10);
        assertThat(format.getNumSplits()).isEqualTo(10);
        assertThat(format.createInputSplits(1)).hasSizeBetween(9, 10);
        format.setMinSplitSize(60);
        assertThat(format.getMinSplitSize()).isEqualTo(60);
        assertThat(format.createInputSplits(1)).hasSize(2);
        assertThatThrownBy(() -> format.setMinSplitSize(-1)).hasMessageContaining("was -1");
        assertThatThrownBy(() -> format.setNumSplits(0)).hasMessageContaining("was 0");
    }

    @Test
    void splitsGoToHostsThatHoldThemFirst() {
        LocatableInputSplit here = new LocatableInputSplit(1, "here");
        LocatableInputSplit there = new LocatableInputSplit(0, new String[] {"there", "elsewhere"});
        InputSplitAssigner assigner = new DefaultInputSplitAssigner(new InputSplit[] {there, here});
        assertThat(assigner.getNextInputSplit("here", 0)).isEqualTo(here);
        assertThat(assigner.getNextInputSplit("here", 0)).isEqualTo(there);
        assertThat(assigner.getNextInputSplit("here", 0)).isNull();
        assigner.returnInputSplit(List.of(here), 0);
        assertThat(assigner.getNextInputSplit("there", 1))
                .hasSameHashCodeAs(here)
                .hasToString("Locatable Split (1) at [here]");
        FileInputSplit split = new FileInputSplit(3, path("in"), 1, 2, new String[] {"here"});
        assertThat(split)
                .isEqualTo(new FileInputSplit(3, path("in"), 1, 2, new String[] {"here"}))
                .hasSameHashCodeAs(new FileInputSplit(3, path("in"), 1, 2, new String[] {"here"}))
                .isNotEqualTo(new FileInputSplit(3, path("in"), 1, 9, new String[] {"here"}))
                .hasToString("[3] " + path("in") + ":1+2");
    }
}
