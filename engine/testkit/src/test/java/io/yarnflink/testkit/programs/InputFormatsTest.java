package io.yarnflink.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.api.common.CloseableIterator;
import io.yarnflink.api.common.io.FilePathFilter;
import io.yarnflink.api.common.io.GenericInputFormat;
import io.yarnflink.api.common.io.NonParallelInput;
import io.yarnflink.api.common.io.TextInputFormat;
import io.yarnflink.api.datastream.DataStream;
import io.yarnflink.api.datastream.DataStreamSource;
import io.yarnflink.api.environment.StreamExecutionEnvironment;
import io.yarnflink.api.fs.FileInputSplit;
import io.yarnflink.api.functions.source.FileProcessingMode;
import io.yarnflink.api.io.GenericInputSplit;
import io.yarnflink.api.typeinfo.Types;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs that read through input formats. */
@Timeout(60)
class InputFormatsTest {
    @TempDir
    Path folder;

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment().setParallelism(2);

    /** One record a split, which tells who reads it. */
    private static class Who extends GenericInputFormat<String> {
        private boolean isOpen;
        private boolean told;

        @Override
        public void openInputFormat() {
            isOpen = true;
        }

        @Override
        public void open(GenericInputSplit split) throws IOException {
            super.open(split);
            told = false;
        }

        @Override
        public boolean reachedEnd() {
            return told;
        }

        @Override
        public @Nullable String nextRecord(String reuse) {
            told = true;
            return partitionNumber + " of " + getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks()
                    + (isOpen ? " open" : "");
        }

        @Override
        public void closeInputFormat() {
            isOpen = false;
        }
    }

    private static final class Alone extends Who implements NonParallelInput {}

    @Test
    void anInputFormatIsReadByAllSubtasksOrByOne() throws Exception {
        DataStreamSource<String> all = env.createInput(new Who());
        assertThat(all.getType()).isEqualTo(Types.STRING);
        assertThat(all.union(env.createInput(new Alone(), Types.STRING)).executeAndCollect(10))
                .containsExactlyInAnyOrder("0 of 2 open", "1 of 2 open", "0 of 1 open");
        assertThatThrownBy(() -> new Who().getRuntimeContext()).hasMessageContaining("where records are read");
        assertThatThrownBy(() -> env.createInput(new Alone()).setParallelism(2))
                .hasMessageContaining("cannot run in parallel");
    }

    private Path write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("in"));
        Files.writeString(folder.resolve("next"), text);
        return Files.move(
                folder.resolve("next"),
                folder.resolve("in").resolve(name),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private TextInputFormat text() {
        return new TextInputFormat(
                new io.yarnflink.api.fs.Path(folder.resolve("replaced").toString()));
    }

    @Test
    void filesAreReadOnceAndTheJobEnds() throws Exception {
        write("a", "1\n2\n");
        write("b", "3\n");
        String in = folder.resolve("in").toString();
        DataStream<String> all = env.readFile(text(), in);
        DataStream<String> again = env.readFile(text(), in, FileProcessingMode.PROCESS_ONCE, -1);
        DataStream<String> typed = env.readFile(text(), in, FileProcessingMode.PROCESS_ONCE, -1, Types.STRING);
        FilePathFilter onlyA = new FilePathFilter() {
            @Override
            public boolean filterPath(io.yarnflink.api.fs.Path filePath) {
                return !filePath.getName().equals("a");
            }
        };
        DataStream<String> filtered = env.readFile(text(), in, FileProcessingMode.PROCESS_ONCE, -1, onlyA);
        assertThat(all.union(again, typed, filtered).executeAndCollect(100))
                .containsExactlyInAnyOrder("1", "2", "3", "1", "2", "3", "1", "2", "3", "1", "2");
        assertThatThrownBy(() ->
                        env.readFile(text(), folder.resolve("none").toString()).executeAndCollect(1))
                .hasStackTraceContaining("input path does not exist: " + folder.resolve("none"));
        assertThatThrownBy(() -> env.readFile(text(), " ")).hasMessageContaining("path to read is empty");
    }

    /** Takes longer for a look than there is between two, and sees whether two look at once. */
    private static final class SlowLooks extends TextInputFormat {
        private static final AtomicInteger LOOKING = new AtomicInteger();
        private static final CountDownLatch TWO_AT_ONCE = new CountDownLatch(1);
        private static final AtomicInteger LOOKS = new AtomicInteger();

        SlowLooks(Path folder) {
            super(new io.yarnflink.api.fs.Path(folder.toString()));
        }

        @Override
        public FileInputSplit[] createInputSplits(int minNumSplits) throws IOException {
            try {
                if (LOOKING.incrementAndGet() > 1) {
                    TWO_AT_ONCE.countDown();
                }
                TWO_AT_ONCE.await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            } finally {
                LOOKING.decrementAndGet();
            }
            if (LOOKS.incrementAndGet() > 3) {
                throw new IOException("looked enough");
            }
            return super.createInputSplits(minNumSplits);
        }
    }

    @Test
    void aWatchedFolderIsLookedAtByOneLookAtATimeHoweverLongItTakes() throws Exception {
        write("a", "1\n");
        assertThatThrownBy(() -> {
                    try (CloseableIterator<String> lines = env.readFile(
                                    new SlowLooks(folder.resolve("in")),
                                    folder.resolve("in").toString(),
                                    FileProcessingMode.PROCESS_CONTINUOUSLY,
                                    1)
                            .executeAndCollect()) {
                        lines.forEachRemaining(line -> {});
                    }
                })
                .hasStackTraceContaining("looked enough");
        assertThat(SlowLooks.TWO_AT_ONCE.getCount()).isEqualTo(1);
    }

    @Test
    void aWatchedFolderGivesNewFilesAndChangedOnesWhole() throws Exception {
        Path first = write("a", "1\n");
        Files.setLastModifiedTime(first, FileTime.fromMillis(1_000));
        try (CloseableIterator<String> lines = env.readFile(
                        text(), folder.resolve("in").toString(), FileProcessingMode.PROCESS_CONTINUOUSLY, 10)
                .executeAndCollect()) {
            assertThat(lines.next()).isEqualTo("1");
            write("b", "2\n");
            assertThat(lines.next()).isEqualTo("2");
            write("a", "1\n3\n");
            assertThat(List.of(lines.next(), lines.next())).containsExactly("1", "3");
        }
        assertThatThrownBy(() -> env.readFile(text(), "in", FileProcessingMode.PROCESS_CONTINUOUSLY, 0))
                .hasMessageContaining("must be 1 ms or more, was 0 ms");
    }
}
