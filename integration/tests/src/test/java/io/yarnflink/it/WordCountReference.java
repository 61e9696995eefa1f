package io.yarnflink.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts words with a regular expression and a map: the plain answer that the engine's must equal. */
final class WordCountReference {
    /** What the word count reads without an argument. */
    static final Path SHAKESPEARE = SourceTree.root().resolve("engine/examples/src/main/data/shakespeare.txt");

    private static final Pattern WORD = Pattern.compile("\\p{L}+");

    private WordCountReference() {}

    static Map<String, Long> count(Path... files) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (Path file : files) {
            Matcher words = WORD.matcher(Files.readString(file, StandardCharsets.UTF_8));
            while (words.find()) {
                counts.merge(words.group().toLowerCase(Locale.ROOT), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** The lines of the most frequent words, as the word count prints them. */
    static List<String> top(Map<String, Long> counts, int size) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(size)
                .map(entry -> entry.getKey() + "\t" + entry.getValue())
                .toList();
    }
}
