package io.yarnflink.client.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the dependencies on Flink in build files of Maven, Gradle and sbt. */
final class BuildFile {
    private static final Pattern MAVEN =
            Pattern.compile("<groupId>\\s*org\\.apache\\.flink\\s*</groupId>\\s*<artifactId>\\s*([^<\\s]+)");
    private static final Pattern GRADLE = Pattern.compile("org\\.apache\\.flink:(flink-[\\w-]+)");
    private static final Pattern GRADLE_MAP =
            Pattern.compile("group\\s*[:=]\\s*['\"]org\\.apache\\.flink['\"]\\s*,\\s*name\\s*[:=]\\s*['\"]([\\w-]+)");
    private static final Pattern SBT = Pattern.compile("\"org\\.apache\\.flink\"\\s*%%?\\s*\"([\\w-]+)");
    private static final Pattern SCALA_VERSION = Pattern.compile("_(\\d.*|\\$.*)?$");

    /** A dependency, at the line that names it. */
    record Dependency(int line, String artifact) {}

    private BuildFile() {}

    /** Each artifact once, where it comes first. */
    static List<Dependency> dependencies(String text) {
        List<Dependency> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Pattern pattern : List.of(MAVEN, GRADLE, GRADLE_MAP, SBT)) {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                String artifact = SCALA_VERSION.matcher(matcher.group(1)).replaceFirst("");
                if (seen.add(artifact)) {
                    found.add(new Dependency(lineOf(text, matcher.start(1)), artifact));
                }
            }
        }
        return found;
    }

    private static int lineOf(String text, int position) {
        return 1
                + (int) text.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }
}
