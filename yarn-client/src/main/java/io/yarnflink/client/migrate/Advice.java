package io.yarnflink.client.migrate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What to do about a name, from a list of names and {@code package.*}; the longest that fits is right. */
final class Advice {
    private final Map<String, String> entries = new TreeMap<>();

    private Advice() {}

    /** Reads a list that lies beside this class. */
    static Advice read(String resource) {
        Advice advice = new Advice();
        try (InputStream in = Objects.requireNonNull(Advice.class.getResourceAsStream(resource), resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split("\t", 2)).forEach(pair -> advice.entries.put(pair[0], pair[1]));
        } catch (IOException e) {
            throw new IllegalStateException(resource + " cannot be read", e);
        }
        return advice;
    }

    String on(String name, String otherwise) {
        String exact = entries.get(name);
        if (exact != null) {
            return exact;
        }
        for (int dot = name.length(); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            String prefix = entries.get(name.substring(0, dot) + ".*");
            if (prefix == null) {
                prefix = entries.get(name.substring(0, dot));
            }
            if (prefix != null) {
                return prefix;
            }
        }
        return otherwise;
    }
}
