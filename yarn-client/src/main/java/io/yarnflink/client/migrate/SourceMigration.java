package io.yarnflink.client.migrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Rewrites the names of classes in one source file, in its imports and wherever they are written in full. */
final class SourceMigration {
    private static final Pattern STAR_IMPORT =
            Pattern.compile("^(\\s*)import\\s+(org\\.apache\\.flink(?:\\.[a-z]\\w*)*)\\.\\*(;?)\\s*$");
    private static final Pattern CLASS = Pattern.compile("\\b(org\\.apache\\.flink(?:\\.[a-z_]\\w*)*)\\.([A-Z]\\w*)");
    private static final Pattern ANY_NAME = Pattern.compile("\\borg\\.apache\\.flink(?:\\.\\w+|\\.\\*|\\.\\{[^}]*})*");
    private static final Pattern IMPORT = Pattern.compile("^\\s*import\\s.*");

    /** A name that was left as it is. */
    record Left(int line, String name) {}

    /** The file as it is afterwards. */
    record Migrated(String text, int renamed, List<Left> left) {}

    private final ClassNames names;
    private final Set<String> ownPackages;

    /** @param ownPackages the packages that the sources themselves declare, which stay */
    SourceMigration(ClassNames names, Set<String> ownPackages) {
        this.names = names;
        this.ownPackages = Set.copyOf(ownPackages);
    }

    Migrated migrate(String source) {
        List<String> lines = new ArrayList<>();
        List<Left> left = new ArrayList<>();
        Set<String> imports = new HashSet<>();
        int renamed = 0;
        int number = 0;
        for (String line : source.split("\n", -1)) {
            number++;
            List<String> rewritten = rewrite(line);
            boolean changed = !rewritten.equals(List.of(line));
            renamed += changed ? 1 : 0;
            for (String now : rewritten) {
                // Two of their classes may be one of ours; the same import twice would only be noise.
                boolean repeats = IMPORT.matcher(now).matches() && !imports.add(now.strip());
                if (!changed || !repeats) {
                    lines.add(now);
                }
            }
            if (!line.strip().startsWith("package ")) {
                for (String now : rewritten) {
                    addLeft(now, number, left);
                }
            }
        }
        return new Migrated(String.join("\n", lines), renamed, left);
    }

    private List<String> rewrite(String line) {
        Matcher star = STAR_IMPORT.matcher(line);
        if (star.matches() && !ownPackages.contains(star.group(2))) {
            List<String> imports = names.oursOfAll(star.group(2)).stream()
                    .map(name -> star.group(1) + "import " + name + star.group(3))
                    .collect(Collectors.toList());
            return imports.isEmpty() ? List.of(line) : imports;
        }
        Matcher matcher = CLASS.matcher(line);
        return List.of(matcher.replaceAll(found ->
                Matcher.quoteReplacement(ours(found.group(1), found.group(2)).orElse(found.group()))));
    }

    private Optional<String> ours(String packageName, String simpleName) {
        return ownPackages.contains(packageName) ? Optional.empty() : names.ours(packageName, simpleName);
    }

    private void addLeft(String line, int number, List<Left> left) {
        Matcher matcher = ANY_NAME.matcher(line);
        while (matcher.find()) {
            String name = matcher.group();
            if (ownPackages.stream().noneMatch(own -> name.equals(own) || name.startsWith(own + "."))) {
                left.add(new Left(number, name));
            }
        }
    }
}
