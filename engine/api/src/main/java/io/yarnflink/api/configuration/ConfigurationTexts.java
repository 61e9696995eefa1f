package io.yarnflink.api.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Several values in one text; a part that holds a separator or a quote stands in quotes, its own quotes doubled. */
public final class ConfigurationTexts {
    private ConfigurationTexts() {}

    static List<String> parts(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
                part.append(c);
                i++;
            } else if (c == '\'' && (quoted || part.isEmpty())) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed in " + text);
        }
        if (!parts.isEmpty() || !part.isEmpty()) {
            parts.add(part.toString());
        }
        return parts;
    }

    static String join(List<String> parts, char separator) {
        StringJoiner joined = new StringJoiner(String.valueOf(separator));
        parts.forEach(part -> joined.add(quoted(part, separator)));
        return joined.toString();
    }

    private static String quoted(String part, char separator) {
        return part.indexOf(separator) < 0 && part.indexOf('\'') < 0 ? part : "'" + part.replace("'", "''") + "'";
    }

    /** What {@link #format} wrote; a value may hold colons, as paths and times do. */
    public static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : parts(text, ',')) {
            List<String> keyAndValue = parts(pair, ':');
            if (keyAndValue.size() < 2) {
                throw new IllegalArgumentException("no ':' in " + pair);
            }
            String key = keyAndValue.get(0).strip();
            pairs.put(key, String.join(":", keyAndValue.subList(1, keyAndValue.size())));
        }
        return pairs;
    }

    public static String format(Map<String, String> pairs) {
        List<String> texts = new ArrayList<>();
        pairs.forEach((key, value) -> texts.add(quoted(key, ':') + ":" + quoted(value, '\'')));
        return join(texts, ',');
    }
}
