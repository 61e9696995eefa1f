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

    private static final Pattern PACKAGE_LINE = Pattern.compile("^\\s*package\\s+(org\\.apache\\.flink[\\w.]*).*");

    /** A name that was left as it is, and what to do about it. */
    record Left(int line, String name, String reason) {}

    /** The file as it is afterwards. */
    record Migrated(String text, int renamed, List<Left> left) {}

    private final ClassNames names;
    private final Set<String> ownPackages;
    private final Set<String> ownClasses;
    private final Advice advice = Advice.read("advice.tsv");

    /**
     * What the sources themselves declare stays.
     *
     * @param ownClasses their classes that are not nested, in full
     */
    SourceMigration(ClassNames names, Set<String> ownPackages, Set<String> ownClasses) {
        this.names = names;
        this.ownPackages = Set.copyOf(ownPackages);
        this.ownClasses = Set.copyOf(ownClasses);
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
            Matcher packageLine = PACKAGE_LINE.matcher(line);
            if (!packageLine.matches()) {
                for (String now : rewritten) {
                    addLeft(now, number, left);
                }
            } else if (names.knows(packageLine.group(1))) {
                left.add(new Left(
                        number,
                        packageLine.group(1),
                        "a package of Flink's: what its classes use of the package now needs an import"));
            }
        }
        return new Migrated(String.join("\n", lines), renamed, left);
    }

    private List<String> rewrite(String line) {
        Matcher star = STAR_IMPORT.matcher(line);
        if (star.matches()) {
            List<String> imports = names.oursOfAll(star.group(2)).stream()
                    .map(name -> star.group(1) + "import " + name + star.group(3))
                    .collect(Collectors.toCollection(ArrayList::new));
            if (imports.isEmpty() || ownPackages.contains(star.group(2))) {
                imports.add(0, line);
            }
            return imports;
        }
        Matcher matcher = CLASS.matcher(line);
        return List.of(matcher.replaceAll(found ->
                Matcher.quoteReplacement(ours(found.group(1), found.group(2)).orElse(found.group()))));
    }

    private Optional<String> ours(String packageName, String simpleName) {
        return ownClasses.contains(packageName + "." + simpleName)
                ? Optional.empty()
                : names.ours(packageName, simpleName);
    }

    private void addLeft(String line, int number, List<Left> left) {
        Matcher matcher = ANY_NAME.matcher(line);
        while (matcher.find()) {
            String name = matcher.group();
            if (!isOwn(name)) {
                left.add(new Left(number, name, advice.on(name, TreeMigration.NO_COUNTERPART)));
            }
        }
    }

    private boolean isOwn(String name) {
        if (ownClasses.stream().anyMatch(own -> isWithin(name, own))) {
            return true;
        }
        return ownPackages.stream()
                .anyMatch(own -> isWithin(name, own) && (!names.knows(own) || name.equals(own + ".*")));
    }

    private static boolean isWithin(String name, String outer) {
        return name.equals(outer) || name.startsWith(outer + ".");
    }
}
