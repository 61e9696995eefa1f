package io.yarnflink.client;

/** The name of an application as YARN's pages can show it. */
final class ApplicationName {
    private static final int LONGEST = 200;

    private ApplicationName() {}

    static String clean(String name) {
        String plain = name.replaceAll("\\p{Cntrl}+", " ").strip();
        if (plain.isEmpty()) {
            return "yarn-flink job";
        }
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
        return plain.substring(0, end);
    }
}
