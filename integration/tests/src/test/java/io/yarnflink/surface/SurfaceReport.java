package io.yarnflink.surface;

import io.yarnflink.it.SourceTree;
import io.yarnflink.surface.Surface.Cover;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of the surface in the documentation, as it is now and as it was written. */
final class SurfaceReport {
    static final String FILE = "engine/api/SURFACE.md";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (\\d+) of (\\d+) \\| (\\d+) of (\\d+) \\|.*");

    /** Members of one part of the surface, those promised to be stable and those that may evolve. */
    record Count(int stable, int stableTested, int evolving, int evolvingTested) {
        static final Count NONE = new Count(0, 0, 0, 0);

        int tested() {
            return stableTested + evolvingTested;
        }

        Count plus(Count other) {
            return new Count(
                    stable + other.stable,
                    stableTested + other.stableTested,
                    evolving + other.evolving,
                    evolvingTested + other.evolvingTested);
        }

        static Count of(KnownMember member, Cover cover) {
            int tested = cover == Cover.TESTED ? 1 : 0;
            return member.stable() ? new Count(1, tested, 0, 0) : new Count(0, 0, 1, tested);
        }
    }

    /** Reasons of members that a DataStream program cannot use, or that the project leaves out for good. */
    private static final Pattern OUTSIDE = Pattern.compile("data sets?\\b|loops");

    private final Map<String, Count> parts = new TreeMap<>();
    private Count outside = Count.NONE;
    private final Map<String, List<KnownMember>> absent = new TreeMap<>();
    private final Map<String, List<KnownMember>> untested = new TreeMap<>();

    static SurfaceReport of(Surface surface) throws IOException {
        Reasons reasons = Reasons.read();
        SurfaceReport report = new SurfaceReport();
        for (KnownMember member : Surface.known()) {
            Cover cover = surface.cover(member);
            report.parts.merge(member.part(), Count.of(member, cover), Count::plus);
            if (cover == Cover.ABSENT) {
                if (reasons.reason(member).filter(OUTSIDE.asPredicate()).isPresent()) {
                    report.outside = report.outside.plus(Count.of(member, cover));
                }
                report.absent
                        .computeIfAbsent(member.className(), c -> new ArrayList<>())
                        .add(member);
            } else if (cover == Cover.UNTESTED) {
                report.untested
                        .computeIfAbsent(member.className(), c -> new ArrayList<>())
                        .add(member);
            }
        }
        return report;
    }

    Map<String, Count> parts() {
        return parts;
    }

    Count total() {
        return parts.values().stream().reduce(Count.NONE, Count::plus);
    }

    /** Without what only loops and data sets have. */
    Count core() {
        return total().plus(new Count(-outside.stable(), 0, -outside.evolving(), 0));
    }

    /** What the documentation says of each part. */
    static Map<String, Count> recorded() throws IOException {
        Map<String, Count> recorded = new LinkedHashMap<>();
        Path file = SourceTree.root().resolve(FILE);
        if (!Files.exists(file)) {
            return recorded;
        }
        for (String line : Files.readAllLines(file)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                recorded.put(row.group(1), new Count(number(row, 3), number(row, 2), number(row, 5), number(row, 4)));
            }
        }
        return recorded;
    }

    private static int number(Matcher row, int group) {
        return Integer.parseInt(row.group(group));
    }

    void write() throws IOException {
        Reasons reasons = Reasons.read();
        StringBuilder text = new StringBuilder(Files.readString(
                SourceTree.root().resolve("integration/tests/src/test/resources/surface/introduction.md")));
        text.append("\n| part | `@Public` | `@PublicEvolving` |\n|---|---|---|\n");
        parts.forEach((part, count) -> text.append(row("`" + part + "`", count)));
        text.append(row("in all", total()));
        text.append(row("without what only loops and data sets have", core()));
        text.append("\n## What is not there, and why\n\n| class | members | why |\n|---|---|---|\n");
        absent.forEach((owner, members) -> text.append(reasons.rows(owner, members)));
        if (!untested.isEmpty()) {
            text.append("\n## There, and without a test of its own\n\n| class | members |\n|---|---|\n");
            untested.forEach((owner, members) -> text.append(
                    "| `%s` | %s |\n".formatted(owner.substring("org.apache.flink.".length()), names(members))));
        }
        Files.writeString(SourceTree.root().resolve(FILE), text);
    }

    private static String row(String part, Count count) {
        return "| %s | %d of %d | %d of %d |\n"
                .formatted(part, count.stableTested(), count.stable(), count.evolvingTested(), count.evolving());
    }

    static String names(List<KnownMember> members) {
        return members.stream()
                .map(KnownMember::name)
                .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> "`" + entry.getKey() + "`" + (entry.getValue() > 1 ? " (" + entry.getValue() + ")" : ""))
                .collect(Collectors.joining(", "));
    }

    /** Why members are not there, by class or package. */
    record Reasons(Map<String, String> byPrefix) {
        static Reasons read() throws IOException {
            Map<String, String> reasons = new TreeMap<>();
            for (String line : Surface.lines("absent.tsv")) {
                String[] columns = line.split("\t", -1);
                reasons.put(columns[0], columns[1]);
            }
            return new Reasons(reasons);
        }

        /** The reason of the longest prefix of the member's name. */
        Optional<String> reason(KnownMember member) {
            String name = member.className() + "." + member.name();
            return byPrefix.entrySet().stream()
                    .filter(entry -> name.startsWith("org.apache.flink." + entry.getKey()))
                    .max((a, b) ->
                            Integer.compare(a.getKey().length(), b.getKey().length()))
                    .map(Map.Entry::getValue);
        }

        String rows(String owner, List<KnownMember> members) {
            Map<String, List<KnownMember>> byReason = members.stream()
                    .collect(Collectors.groupingBy(
                            member -> reason(member).orElse("not yet"), TreeMap::new, Collectors.toList()));
            return byReason.entrySet().stream()
                    .map(entry -> "| `%s` | %s | %s |\n"
                            .formatted(
                                    owner.substring("org.apache.flink.".length()),
                                    names(entry.getValue()),
                                    entry.getKey()))
                    .collect(Collectors.joining());
        }
    }
}
