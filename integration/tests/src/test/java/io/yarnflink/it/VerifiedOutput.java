package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.programs.VerifyingProgram;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What {@link VerifyingProgram} wrote, read by nothing of the engine's. */
final class VerifiedOutput {
    private final FileSystem files;
    private final Path folder;

    VerifiedOutput(FileSystem files, String folder) {
        this.files = files;
        this.folder = new Path(folder);
    }

    /** How many files are committed. */
    int committedFiles() throws IOException {
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
    void assertExactlyOnce(long numbers) throws IOException {
        Set<Long> seen = new HashSet<>();
        Map<Long, Set<Long>> countsByKey = new HashMap<>();
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
                    if (!countsByKey
                            .computeIfAbsent(key, absent -> new HashSet<>())
                            .add(Long.parseLong(columns[2]))) {
                        wrong.add("count " + columns[2] + " of key " + key + " again in " + file.getName());
                    }
                });
            }
        }
        assertThat(wrong.stream().limit(20).toList())
                .as("%s wrong lines", wrong.size())
                .isEmpty();
        assertThat(seen.size()).as("numbers").isEqualTo((int) numbers);
        countsByKey.forEach((key, counts) -> {
            long numbersOfKey = seen.stream()
                    .filter(number -> number % VerifyingProgram.KEYS == key)
                    .count();
            assertThat(counts)
                    .as("counts of key %s", key)
                    .hasSize((int) numbersOfKey)
                    .contains(1L, numbersOfKey);
        });
    }

    /** Fails when part files are left that nobody will commit. */
    void assertNothingIsPending() throws IOException {
        assertThat(files.exists(new Path(folder, ".pending")))
                .as("part files that wait")
                .isFalse();
    }
}
