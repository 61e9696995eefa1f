package io.yarnflink.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts words with a regular expression and a map: the plain answer that the engine's must equal. */
final class WordCountReference {
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
}
