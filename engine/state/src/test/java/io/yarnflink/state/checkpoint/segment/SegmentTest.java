package io.yarnflink.state.checkpoint.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.SegmentIndex;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.LocalCheckpointStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    private static final String PATH = "data/chk-7-1-tm.segment";

    @TempDir
    Path folder;

    private CheckpointStorage storage;

    @BeforeEach
    void open() throws IOException {
        storage = new LocalCheckpointStorage(folder);
        storage.makeFolder("data");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesOfAnySizeAreReadWhereTheyWereWritten(boolean compressed) throws Exception {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<byte[]> parts = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                byte[] part = new byte[random.nextInt(4) == 0 ? random.nextInt(100_000) : random.nextInt(100)];
                if (random.nextBoolean()) {
                    random.nextBytes(part);
                }
                parts.add(part);
            }
            String path = "data/chk-7-1-" + seed + ".segment";
            List<Range> ranges = new ArrayList<>();
            SegmentFile file = write(path, parts, ranges, compressed);
            assertThat(file.getLength()).isEqualTo(Files.size(folder.resolve(path)));
            try (SegmentReader reader = new SegmentReader(storage, file)) {
                for (int i = parts.size() - 1; i >= 0; i--) {
                    assertThat(reader.read(ranges.get(i))).isEqualTo(parts.get(i));
                }
                assertThat(reader.index().getCheckpointId()).isEqualTo(7);
                reader.verify();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noChangedByteGoesUnnoticed(boolean compressed) throws Exception {
        byte[] part = new byte[200];
        Arrays.fill(part, (byte) 5);
        List<Range> ranges = new ArrayList<>();
        SegmentFile file = write(PATH, List.of(part), ranges, compressed);
        Path path = folder.resolve(PATH);
        byte[] bytes = Files.readAllBytes(path);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            Files.write(path, changed);
            assertThatThrownBy(() -> readAll(file, ranges.get(0)))
                    .as("byte %d", i)
                    .isInstanceOf(CorruptCheckpointException.class)
                    .hasMessageContaining(path.toUri().toString())
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> verify(file)).isInstanceOf(CorruptCheckpointException.class);
        }
        Files.write(path, bytes);
        readAll(file, ranges.get(0));
    }

    @Test
    void damageIsToldByItsPlace() throws Exception {
        byte[] part = new byte[100_000];
        List<Range> ranges = new ArrayList<>();
        SegmentFile file = write(PATH, List.of(part), ranges);
        Path path = folder.resolve(PATH);
        byte[] bytes = Files.readAllBytes(path);
        bytes[40_000] ^= 64;
        Files.write(path, bytes);
        // What lies in other blocks can still be read.
        try (SegmentReader reader = new SegmentReader(storage, file)) {
            assertThat(reader.read(new Range(0, 10L, 1_000L))).hasSize(1_000);
        }
        assertThatThrownBy(() -> readAll(file, ranges.get(0)))
                .hasMessageContaining("the 32768 bytes at offset 32800 have checksum ")
                .hasMessageContaining("when they were written");
    }

    @Test
    void aFileThatIsShorterLongerMissingOrAnotherIsNamed() throws Exception {
        List<Range> ranges = new ArrayList<>();
        SegmentFile file = write(PATH, List.of(new byte[100]), ranges);
        Path path = folder.resolve(PATH);
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(bytes, 50));
        assertThatThrownBy(() -> readAll(file, ranges.get(0)))
                .hasMessage("Checkpoint file " + path.toUri() + " is corrupt: it has 50 bytes, and had " + bytes.length
                        + " when it was written");
        Files.write(path, new byte[0]);
        assertThatThrownBy(() -> readAll(file, ranges.get(0))).hasMessageContaining("it has 0 bytes");
        Files.write(path, new byte[bytes.length]);
        assertThatThrownBy(() -> readAll(file, ranges.get(0))).hasMessageContaining("does not begin as a segment does");
        byte[] newer = bytes.clone();
        ByteBuffer.wrap(newer).putInt(4, 9);
        Files.write(path, newer);
        assertThatThrownBy(() -> readAll(file, ranges.get(0)))
                .hasMessageContaining("its format has version 9, and this release reads 1 and 2");
        Files.delete(path);
        assertThatThrownBy(() -> readAll(file, ranges.get(0)))
                .isInstanceOf(CorruptCheckpointException.class)
                .hasMessageContaining("it is missing");
    }

    @Test
    void rangesOutsideTheFileAreRefused() throws Exception {
        SegmentFile file = write(PATH, List.of(new byte[100]), new ArrayList<>());
        for (Range range : List.of(
                new Range(0, -1L, 5L), new Range(0, 0L, -5L), new Range(0, 1L << 40, 5L), new Range(0, 5L, 1L << 62))) {
            assertThatThrownBy(() -> readAll(file, range))
                    .isInstanceOf(CorruptCheckpointException.class)
                    .hasMessageContaining("where the checkpoint looks for some");
        }
    }

    @Test
    void compressedBytesTakeLessPlaceAndThoseThatDoNotShrinkNoMoreThanBefore() throws Exception {
        byte[] text = "the same words again and again, ".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        assertThat(write("data/a", List.of(text), new ArrayList<>(), true).getLength())
                .isLessThan(text.length / 10);
        byte[] noise = new byte[320_000];
        new SplittableRandom(1).nextBytes(noise);
        long plain = write("data/b", List.of(noise), new ArrayList<>(), false).getLength();
        assertThat(write("data/c", List.of(noise), new ArrayList<>(), true).getLength())
                .isBetween(plain, plain + 4 * 11);
    }

    private SegmentFile write(String path, List<byte[]> parts, List<Range> ranges) throws IOException {
        return write(path, parts, ranges, false);
    }

    private SegmentFile write(String path, List<byte[]> parts, List<Range> ranges, boolean compressed)
            throws IOException {
        SegmentWriter writer = new SegmentWriter(storage.create(path), 7, 1, compressed);
        for (byte[] part : parts) {
            ranges.add(new Range(0, writer.append(part, 0, part.length), (long) part.length));
        }
        return writer.finish(path, new SegmentIndex(7L, 1L, List.of()));
    }

    private void readAll(SegmentFile file, Range range) throws IOException {
        try (SegmentReader reader = new SegmentReader(storage, file)) {
            reader.read(range);
            reader.index();
        }
    }

    private void verify(SegmentFile file) throws IOException {
        try (SegmentReader reader = new SegmentReader(storage, file)) {
            reader.verify();
        }
    }
}
