package io.yarnflink.surface;

import io.yarnflink.it.SourceTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What users know, and what of it is there and tested. */
final class Surface {
    /** How much of a member we have: only what a test uses counts. */
    enum Cover {
        TESTED,
        UNTESTED,
        ABSENT
    }

    private final NameMapping names;
    private final TestedMembers tested;

    Surface() throws IOException {
        names = NameMapping.read();
        tested = new TestedMembers(compiledTests());
    }

    static List<KnownMember> known() throws IOException {
        return lines("flink-surface.tsv").stream().map(KnownMember::parse).toList();
    }

    /** Lines of a resource beside these tests, without comments. */
    static List<String> lines(String resource) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(Surface.class.getResourceAsStream("/surface/" + resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    Cover cover(KnownMember member) {
        return cover(member.className(), member.name(), member.descriptor());
    }

    Cover cover(String className, String name, String descriptor) {
        Optional<Class<?>> owner = ours(className);
        Optional<String> parameters = names.parameters(descriptor);
        if (owner.isEmpty()
                || parameters.isEmpty()
                || !Members.offers(owner.orElseThrow(), name, parameters.orElseThrow())) {
            return Cover.ABSENT;
        }
        return tested.test(owner.orElseThrow(), name, parameters.orElseThrow()) ? Cover.TESTED : Cover.UNTESTED;
    }

    Optional<Class<?>> ours(String className) {
        return names.ours(className).flatMap(Members::find);
    }

    /** Tests of every module, and the examples, which are run by tests. */
    private static List<Path> compiledTests() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders = Files.find(SourceTree.root(), 6, (path, attributes) -> attributes.isDirectory())) {
            folders.filter(folder ->
                            folder.endsWith("target/test-classes") || folder.endsWith("examples/target/classes"))
                    .forEach(found::add);
        }
        return found;
    }
}
