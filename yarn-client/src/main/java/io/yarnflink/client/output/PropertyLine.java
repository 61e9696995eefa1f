package io.yarnflink.client.output;

/** One {@code key=value} line of a Java properties file. */
final class PropertyLine {
    private PropertyLine() {}

    static String of(String key, Object value) {
        return escape(key, true) + "=" + escape(String.valueOf(value), false);
    }

    private static String escape(String text, boolean key) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case ' ' -> escaped.append(key || i == 0 ? "\\ " : " ");
                case '=', ':' -> escaped.append(key ? "\\" : "").append(c);
                case '#', '!' -> escaped.append(key && i == 0 ? "\\" : "").append(c);
                default -> escaped.append(c < ' ' || c > '~' ? String.format("\\u%04X", (int) c) : c);
            }
        }
        return escaped.toString();
    }
}
