package io.yarnflink.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Counts words in one loop on one thread: what the work itself costs in Java. */
final class PlainWordCount {
    private PlainWordCount() {}

    static Map<String, Long> count(Path file) throws IOException {
        Map<String, long[]> counts = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                countLine(line, counts);
            }
        }
        Map<String, Long> result = new HashMap<>();
        counts.forEach((word, count) -> result.put(word, count[0]));
        return result;
    }

    private static void countLine(String line, Map<String, long[]> counts) {
        int length = line.length();
        int start = -1;
        for (int i = 0; i <= length; ) {
            int letter = i < length ? line.codePointAt(i) : ' ';
            if (Character.isLetter(letter)) {
                if (start < 0) {
                    start = i;
                }
            } else if (start >= 0) {
                String word = line.substring(start, i).toLowerCase(Locale.ROOT);
                counts.computeIfAbsent(word, key -> new long[1])[0]++;
                start = -1;
            }
            i += Character.charCount(letter);
        }
    }
}
