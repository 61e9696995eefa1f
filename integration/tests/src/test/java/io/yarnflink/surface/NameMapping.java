package io.yarnflink.surface;

import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of users' classes on the left and ours on the right, as {@code conf/flink-names.tsv} lists them. */
final class NameMapping {
    private static final Pattern CLASS_IN_DESCRIPTOR = Pattern.compile("L([^;]+);");

    private final Map<String, String> classes = new HashMap<>();
    private final Map<String, String> packages = new HashMap<>();

    static NameMapping read() throws IOException {
        return new NameMapping(SourceTree.root().resolve("conf/flink-names.tsv"));
    }

    private NameMapping(Path file) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] sides = line.split("\t", -1);
            if (sides.length != 2) {
                throw new IOException(file + " has a line without exactly one tab: " + line);
            }
            if (sides[0].endsWith(".*")) {
                packages.put(withoutStar(sides[0]), withoutStar(sides[1]));
            } else {
                classes.put(sides[0], sides[1]);
            }
        }
    }

    private static String withoutStar(String side) {
        return side.substring(0, side.length() - 2);
    }

    /** Our binary name of a class, or nothing where no line covers it; classes of Java keep their names. */
    Optional<String> ours(String theirs) {
        if (!theirs.startsWith("org.apache.flink.")) {
            return Optional.of(theirs);
        }
        int nested = theirs.indexOf('$');
        String outer = nested < 0 ? theirs : theirs.substring(0, nested);
        String rest = nested < 0 ? "" : theirs.substring(nested);
        String single = classes.get(outer);
        if (single != null) {
            return Optional.of(single + rest);
        }
        int dot = outer.lastIndexOf('.');
        return Optional.ofNullable(packages.get(outer.substring(0, dot)))
                .map(ours -> ours + outer.substring(dot) + rest);
    }

    /** Translates the parameters of an erased descriptor, without its result. */
    Optional<String> parameters(String descriptor) {
        String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
        StringBuilder translated = new StringBuilder();
        Matcher matcher = CLASS_IN_DESCRIPTOR.matcher(parameters);
        while (matcher.find()) {
            Optional<String> ours = ours(matcher.group(1).replace('/', '.'));
            if (ours.isEmpty()) {
                return Optional.empty();
            }
            String name = "L" + ours.orElseThrow().replace('.', '/') + ";";
            matcher.appendReplacement(translated, Matcher.quoteReplacement(name));
        }
        return Optional.of(matcher.appendTail(translated).toString());
    }
}
