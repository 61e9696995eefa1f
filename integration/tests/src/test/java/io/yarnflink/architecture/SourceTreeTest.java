package io.yarnflink.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that hold for files rather than for classes. */
class SourceTreeTest {
    private static final int LONGEST_FILE = 500;
    /** Files that may be longer: the environment has as many methods as its users know. */
    private static final Set<String> LONGER_FILES =
            Set.of("engine/api/src/main/java/io/yarnflink/api/environment/StreamExecutionEnvironment.java");

    /** The API keeps the names that its users know. */
    private static final Set<String> USERS_NAMES = Set.of(
            "BaseBroadcastProcessFunction",
            "BasePathBucketAssigner",
            "BaseStatistics",
            "RowUtils",
            "SerializerConfigImpl",
            "TimeUtils");

    private static final List<String> VAGUE_ENDINGS = List.of("Impl", "Utils", "Util", "Helper");

    private static List<Path> sources(String kind) throws IOException {
        try (Stream<Path> files = Files.walk(SourceTree.root())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/" + kind + "/java/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }

    @Test
    void noSourceFileIsLongerThanAStrangerReads() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        for (String kind : List.of("main", "test")) {
            for (Path file : sources(kind)) {
                int lines = Files.readAllLines(file).size();
                String name = SourceTree.root().relativize(file).toString();
                if (lines > LONGEST_FILE && !LONGER_FILES.contains(name)) {
                    tooLong.add(name + ": " + lines + " lines");
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        Set<String> unmarked = new TreeSet<>();
        for (Path file : sources("main")) {
            Path info = file.resolveSibling("package-info.java");
            if (!Files.exists(info)
                    || !Files.readString(info).contains("@NullMarked")
                    || !Files.readString(info).startsWith("/**")) {
                unmarked.add(SourceTree.root().relativize(file.getParent()).toString());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void noTypeHidesBehindAVagueName() throws IOException {
        Set<String> vague = new TreeSet<>();
        for (Path file : sources("main")) {
            String type = file.getFileName().toString().replace(".java", "");
            if (VAGUE_ENDINGS.stream().anyMatch(type::endsWith) || type.startsWith("Base")) {
                vague.add(type);
            }
        }
        vague.removeAll(USERS_NAMES);
        assertThat(vague).isEmpty();
    }

    @Test
    void everyTestClassIsNamedSoThatItRuns() throws IOException {
        Set<String> unrun = new TreeSet<>();
        for (Path file : sources("test")) {
            String source = Files.readString(file);
            String type = file.getFileName().toString().replace(".java", "");
            boolean hasTests = source.contains("@Test")
                    || source.contains("@ParameterizedTest")
                    || source.contains("@RepeatedTest")
                    || source.contains("@ArchTest");
            if (hasTests && !type.endsWith("Test") && !type.endsWith("IT")) {
                unrun.add(type);
            }
        }
        assertThat(unrun).isEmpty();
    }

    @Test
    void theRepositoryHoldsNoMachinePaths() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String kind : List.of("main", "test")) {
            for (Path file : sources(kind)) {
                if (Files.readString(file).matches("(?s).*\"/(work|root|home)/.*")) {
                    found.add(SourceTree.root().relativize(file).toString());
                }
            }
        }
        assertThat(found).isEmpty();
    }
}
