package io.yarnflink.client.migrate;

import io.yarnflink.client.migrate.SourceMigration.Migrated;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Rewrites all sources below a folder. */
public final class TreeMigration {
    private static final List<String> SOURCES = List.of(".java", ".kt", ".scala");
    private static final List<String> BUILD_FILES = List.of("pom.xml", ".gradle", ".gradle.kts", ".sbt");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+(org\\.apache\\.flink[\\w.]*)");
    private static final Pattern TYPE =
            Pattern.compile("(?m)^\\s*(?:[\\w@]+\\s+)*(?:class|interface|enum|record|object|trait)\\s+(\\w+)");
    private static final Advice DEPENDENCIES = Advice.read("dependencies.tsv");
    static final String NO_COUNTERPART = "has no counterpart here";

    /** A place that its author must look at. */
    public record Place(Path file, int line, String name, String reason) {}

    /** What was done, files relative to the folder. */
    public record Report(int files, int changed, int lines, List<Place> places) {}

    private final ClassNames names;

    public TreeMigration(ClassNames names) {
        this.names = names;
    }

    /**
     * Rewrites what it can and tells the rest.
     *
     * @param write false only tells what would be done
     */
    public Report migrate(Path folder, boolean write) throws IOException {
        List<Path> files = files(folder);
        SourceMigration migration = migrationOf(files);
        List<Place> places = new ArrayList<>();
        int sources = 0;
        int changed = 0;
        int lines = 0;
        for (Path file : files) {
            Path shown = folder.relativize(file);
            String text = read(file);
            if (!isSource(file)) {
                addDependencies(shown, text, places);
                continue;
            }
            sources++;
            Migrated migrated = migration.migrate(text);
            migrated.left().forEach(left -> places.add(new Place(shown, left.line(), left.name(), left.reason())));
            lines += migrated.renamed();
            if (migrated.renamed() > 0) {
                changed++;
                if (write) {
                    Files.writeString(file, migrated.text());
                }
            }
        }
        return new Report(sources, changed, lines, places);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> isSource(file) || BUILD_FILES.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isSource(Path file) {
        return SOURCES.stream().anyMatch(file.toString()::endsWith);
    }

    private SourceMigration migrationOf(List<Path> files) throws IOException {
        Set<String> packages = new HashSet<>();
        Set<String> classes = new HashSet<>();
        for (Path file : files) {
            String text = read(file);
            Matcher matcher = PACKAGE.matcher(text);
            if (isSource(file) && matcher.find()) {
                packages.add(matcher.group(1));
                TYPE.matcher(text).results().forEach(type -> classes.add(matcher.group(1) + "." + type.group(1)));
            }
        }
        return new SourceMigration(names, packages, classes);
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new IOException(file + " is not text in UTF-8; convert it first", e);
        }
    }

    private static void addDependencies(Path file, String text, List<Place> places) {
        for (BuildFile.Dependency dependency : BuildFile.dependencies(text)) {
            places.add(new Place(
                    file,
                    dependency.line(),
                    dependency.artifact(),
                    "a dependency: " + DEPENDENCIES.on(dependency.artifact(), NO_COUNTERPART)));
        }
    }
}
