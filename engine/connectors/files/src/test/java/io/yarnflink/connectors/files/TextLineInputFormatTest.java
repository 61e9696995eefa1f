package io.yarnflink.connectors.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.fs.Path;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextLineInputFormatTest {
    @TempDir
    java.nio.file.Path folder;

    private final TextLineInputFormat format = new TextLineInputFormat();

    private List<String> read(java.nio.file.Path file, long start, long end) throws IOException {
        Path path = new Path(file.toString());
        List<String> lines = new ArrayList<>();
        try (StreamFormat.Reader<String> reader =
                format.open(path.getFileSystem().open(path), start, end)) {
            for (String line = reader.read(); line != null; line = reader.read()) {
                lines.add(line);
            }
        }
        return lines;
    }

    @Test
    void everyLineIsReadByExactlyOneSplitWhereverTheFileIsCut() throws IOException {
        String text = "one\n\ntwo\r\nthrée\n\n€ur\nlast without end";
        java.nio.file.Path file = Files.writeString(folder.resolve("text"), text);
        long size = Files.size(file);
        List<String> whole = read(file, 0, size);
        assertThat(whole).containsExactly("one", "", "two", "thrée", "", "€ur", "last without end");
        for (long first = 0; first <= size; first++) {
            for (long second = first; second <= size; second++) {
                List<String> parts = new ArrayList<>(read(file, 0, first));
                parts.addAll(read(file, first, second));
                parts.addAll(read(file, second, size));
                assertThat(parts).as("cut at %d and %d", first, second).isEqualTo(whole);
            }
        }
    }

    @Test
    void linesLongerThanTheReadBufferComeWhole() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lines.add("x".repeat(random.nextInt(200_000)));
        }
        java.nio.file.Path file = Files.writeString(folder.resolve("long"), String.join("\n", lines) + "\n");
        assertThat(read(file, 0, Files.size(file))).isEqualTo(lines);
    }

    @Test
    void readingGoesOnBehindTheLastRecord() throws IOException {
        java.nio.file.Path file = Files.writeString(folder.resolve("text"), "one\ntwo\nthree\n");
        Path path = new Path(file.toString());
        long next;
        try (StreamFormat.Reader<String> reader =
                format.open(path.getFileSystem().open(path), 0, 14)) {
            assertThat(reader.read()).isEqualTo("one");
            assertThat(reader.read()).isEqualTo("two");
            assertThat(reader.position()).isEqualTo(4);
            next = reader.nextPosition();
        }
        assertThat(read(file, next, 14)).containsExactly("three");
        byte[] bytes = Files.readAllBytes(file);
        assertThat(format.open(new ByteArrayInputStream(bytes), next).read()).isEqualTo("three");
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedAndNothingElseIsLost() throws IOException {
        java.nio.file.Path file = Files.write(folder.resolve("bad"), new byte[] {'a', (byte) 0xff, '\n', 'b', '\n'});
        assertThat(read(file, 0, 5)).containsExactly("a\ufffd", "b");
    }

    @Test
    void charsetsWhoseLinesCannotBeToldByBytesAreRefused() {
        assertThatThrownBy(() -> new TextLineInputFormat("UTF-16"))
                .hasMessageContaining("UTF-16")
                .hasMessageContaining("UTF-8");
        assertThat(new TextLineInputFormat(StandardCharsets.ISO_8859_1.name()).isSplittable())
                .isTrue();
    }
}
