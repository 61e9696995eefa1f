package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.programs.VerifyingProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What {@link VerifyingProgram} wrote, read by nothing of the engine's. */
public final class VerifiedOutput {
    private final FileSystem files;
    private final Path folder;

    public VerifiedOutput(FileSystem files, String folder) {
        this.files = files;
        this.folder = new Path(folder);
    }

    /** How many files are committed. */
    public int committedFiles() throws IOException {
        return visible().size();
    }

    private List<Path> visible() throws IOException {
        List<Path> visible = new ArrayList<>();
        if (files.exists(folder)) {
            for (FileStatus file : files.listStatus(folder)) {
                if (file.isFile() && !file.getPath().getName().startsWith(".")) {
                    visible.add(file.getPath());
                }
            }
        }
        return visible;
    }

    /** Fails unless each of that many numbers was written once, and each count of each key was reached once. */
    public void assertExactlyOnce(long numbers) throws IOException {
        Map<Long, NavigableMap<Long, Long>> numbersByCount = assertNothingTwice();
        assertThat(numbersByCount.values().stream().mapToLong(Map::size).sum())
                .as("numbers")
                .isEqualTo(numbers);
        numbersByCount.forEach((key, byCount) -> {
            // Distinct ones without a hole: a hole is a record that the state counted twice and nobody saw.
            assertThat(byCount.firstKey()).as("first count of key %s", key).isEqualTo(1);
            assertThat(byCount.lastKey()).as("last count of key %s", key).isEqualTo(byCount.size());
            assertOrdered(key, byCount.values(), numbers);
        });
    }

    /** Fails when a number or a count of a key was written twice; the numbers by key and count. */
    public Map<Long, NavigableMap<Long, Long>> assertNothingTwice() throws IOException {
        Set<Long> seen = new HashSet<>();
        Map<Long, NavigableMap<Long, Long>> numbersByCount = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Path file : visible()) {
            try (InputStream in = files.open(file)) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                    String[] columns = line.split(" ", -1);
                    long key = Long.parseLong(columns[0]);
                    long number = Long.parseLong(columns[1]);
                    if (columns.length != 3 || key != number % VerifyingProgram.KEYS) {
                        wrong.add("garbled '" + line + "' in " + file.getName());
                    }
                    if (!seen.add(number)) {
                        wrong.add("number " + number + " again in " + file.getName());
                    }
                    if (numbersByCount
                                    .computeIfAbsent(key, absent -> new TreeMap<>())
                                    .put(Long.parseLong(columns[2]), number)
                            != null) {
                        wrong.add("count " + columns[2] + " of key " + key + " again in " + file.getName());
                    }
                });
            }
        }
        assertThat(wrong.stream().limit(20).toList())
                .as("%s wrong lines", wrong.size())
                .isEmpty();
        return numbersByCount;
    }

    /** Two sources have read a half each: what one of them read of a key was counted in that order. */
    private static void assertOrdered(long key, Collection<Long> inOrderOfCounts, long numbers) {
        for (boolean firstHalf : new boolean[] {true, false}) {
            assertThat(inOrderOfCounts.stream()
                            .filter(number -> (number < numbers / 2) == firstHalf)
                            .toList())
                    .as("numbers of key %s in the order they were counted", key)
                    .isSorted();
        }
    }

    /** Fails when part files are left that nobody will commit. */
    public void assertNothingIsPending() throws IOException {
        assertThat(files.exists(new Path(folder, ".pending")))
                .as("part files that wait")
                .isFalse();
    }
}
