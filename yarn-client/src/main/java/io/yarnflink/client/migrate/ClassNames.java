package io.yarnflink.client.migrate;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Which class here stands for one of Flink's: lines of {@code conf/flink-names.tsv} that name a class are promises; those that
 * name a package hold for the classes that the installation has.
 */
public final class ClassNames {
    private static final String CLASS_FILE = ".class";

    private final Map<String, String> classes = new TreeMap<>();
    private final Map<String, String> packages = new HashMap<>();
    private final Set<String> installed;

    /** @param installed the binary names of all classes that programs may use */
    ClassNames(List<String> lines, Set<String> installed) {
        this.installed = Set.copyOf(installed);
        for (String line : lines) {
            int tab = line.indexOf('\t');
            String theirs = line.substring(0, tab);
            String ours = line.substring(tab + 1);
            if (theirs.endsWith(".*")) {
                packages.put(withoutStar(theirs), withoutStar(ours));
            } else {
                classes.put(theirs, ours);
            }
        }
    }

    /** Reads the names and the jars of an installation. */
    public static ClassNames of(Path home) throws ClientException, IOException {
        Path names = home.resolve("conf/flink-names.tsv");
        if (!Files.exists(names)) {
            throw new ClientException(
                    ExitCode.ENGINE, "the installation at " + home + " is incomplete: " + names + " is missing");
        }
        Set<String> installed = new HashSet<>();
        for (String folder : List.of("lib", "connectors")) {
            if (Files.isDirectory(home.resolve(folder))) {
                try (Stream<Path> files = Files.walk(home.resolve(folder))) {
                    for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                            .toList()) {
                        addClasses(jar, installed);
                    }
                }
            }
        }
        return new ClassNames(Files.readAllLines(names), installed);
    }

    private static void addClasses(Path jar, Set<String> installed) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName().replace('/', '.'))
                    .filter(name -> name.startsWith("io.yarnflink.") && name.endsWith(CLASS_FILE))
                    .forEach(name -> installed.add(name.substring(0, name.length() - CLASS_FILE.length())));
        }
    }

    private static String withoutStar(String side) {
        return side.substring(0, side.length() - 2);
    }

    /** Our name of a class that is not nested in another. */
    Optional<String> ours(String packageName, String simpleName) {
        String single = classes.get(packageName + "." + simpleName);
        if (single != null) {
            return Optional.of(single);
        }
        return Optional.ofNullable(packages.get(packageName))
                .map(ours -> ours + "." + simpleName)
                .filter(installed::contains);
    }

    /** Whether it is a package of theirs that holds classes with a counterpart. */
    boolean knows(String packageName) {
        return packages.containsKey(packageName)
                || classes.keySet().stream().anyMatch(name -> packageOf(name).equals(packageName));
    }

    /** What an import of all classes of a package becomes: our packages with a star, and classes that live elsewhere. */
    List<String> oursOfAll(String packageName) {
        List<String> imports = new ArrayList<>();
        Optional.ofNullable(packages.get(packageName))
                .filter(ours ->
                        installed.stream().anyMatch(name -> packageOf(name).equals(ours)))
                .ifPresent(ours -> imports.add(ours + ".*"));
        classes.forEach((theirs, ours) -> {
            if (packageOf(theirs).equals(packageName)) {
                imports.add(ours);
            }
        });
        return imports;
    }

    private static String packageOf(String className) {
        return className.substring(0, className.lastIndexOf('.'));
    }
}
