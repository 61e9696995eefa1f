package io.yarnflink.client.job;

/** YARN's diagnostics in short. */
final class YarnWords {
    private static final int LONGEST = 240;

    private YarnWords() {}

    /** The first line without its date, cut where YARN begins to list details. */
    static String firstSentence(String diagnostics) {
        String line = diagnostics
                .strip()
                .lines()
                .map(String::strip)
                .filter(any -> !any.isEmpty())
                .findFirst()
                .orElse("")
                .replaceFirst("^\\[[^\\]]*\\d{4}\\] *", "")
                .replaceFirst("\\s*(Details\\s*:|Last Node which).*", "")
                .replaceFirst("[.:\\s]+$", "");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
