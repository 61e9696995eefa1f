package io.yarnflink.client.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** How data goes to standard output; the keys of a row keep their order. */
public enum DataFormat {
    /** For people: a row is one line, several rows are a table. */
    TEXT {
        @Override
        public void row(Map<String, Object> row, PrintStream out) {
            out.println(TextTable.line(row));
        }

        @Override
        public void rows(String name, List<Map<String, Object>> rows, PrintStream out) {
            TextTable.of(rows).forEach(out::println);
        }
    },
    /** A row is one line. */
    JSON {
        @Override
        public void row(Map<String, Object> row, PrintStream out) {
            out.println(JsonLine.of(row));
        }

        @Override
        public void rows(String name, List<Map<String, Object>> rows, PrintStream out) {
            rows.forEach(row -> row(row, out));
        }
    },
    /** As Java and Oozie read them; the keys of several rows are numbered. */
    PROPERTIES {
        @Override
        public void row(Map<String, Object> row, PrintStream out) {
            row.forEach((key, value) -> out.println(PropertyLine.of(key, value)));
        }

        @Override
        public void rows(String name, List<Map<String, Object>> rows, PrintStream out) {
            out.println(PropertyLine.of(name + ".count", rows.size()));
            for (int i = 0; i < rows.size(); i++) {
                String prefix = name + "." + i + ".";
                rows.get(i).forEach((key, value) -> out.println(PropertyLine.of(prefix + key, value)));
            }
        }
    };

    public abstract void row(Map<String, Object> row, PrintStream out);

    /** Several rows with the same keys; {@code name} says what they are. */
    public abstract void rows(String name, List<Map<String, Object>> rows, PrintStream out);
}
