package io.yarnflink.client.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows as people read them. */
final class TextTable {
    private TextTable() {}

    /** {@code key=value} in one line. */
    static String line(Map<String, Object> row) {
        return row.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + oneLine(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** A line of headings and one per row; numbers to the right. */
    static List<String> of(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> keys = List.copyOf(rows.get(0).keySet());
        List<String> lines = new ArrayList<>();
        lines.add(cells(keys, rows, key -> key));
        for (Map<String, Object> row : rows) {
            lines.add(cells(keys, rows, key -> oneLine(row.getOrDefault(key, ""))));
        }
        return lines;
    }

    private static String cells(
            List<String> keys, List<Map<String, Object>> rows, java.util.function.UnaryOperator<String> content) {
        StringBuilder line = new StringBuilder();
        for (String key : keys) {
            int width = rows.stream()
                    .mapToInt(row -> oneLine(row.getOrDefault(key, "")).length())
                    .max()
                    .orElse(0);
            String pad = " "
                    .repeat(Math.max(width, key.length()) - content.apply(key).length());
            boolean number = rows.get(0).get(key) instanceof Number;
            line.append(line.isEmpty() ? "" : "  ")
                    .append(number ? pad + content.apply(key) : content.apply(key) + pad);
        }
        return line.toString().stripTrailing();
    }

    private static String oneLine(Object value) {
        return String.valueOf(value).replaceAll("\\s*[\\r\\n]+\\s*", " ");
    }
}
