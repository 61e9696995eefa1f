package io.yarnflink.client.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.yarnflink.client.migrate.TreeMigration.Place;
import io.yarnflink.client.migrate.TreeMigration.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeMigrationTest {
    private static final ClassNames NAMES = new ClassNames(
            List.of(
                    "org.apache.flink.api.common.functions.*\tio.yarnflink.api.functions.*",
                    "org.apache.flink.streaming.api.functions.*\tio.yarnflink.api.functions.*",
                    "org.apache.flink.util.Collector\tio.yarnflink.api.functions.Collector",
                    "org.apache.flink.util.OutputTag\tio.yarnflink.api.functions.OutputTag",
                    "org.apache.flink.streaming.api.watermark.Watermark\tio.yarnflink.api.eventtime.Watermark",
                    "org.apache.flink.api.common.eventtime.Watermark\tio.yarnflink.api.eventtime.Watermark"),
            Set.of("io.yarnflink.api.functions.MapFunction", "io.yarnflink.api.functions.KeyedProcessFunction"));

    @TempDir
    Path folder;

    @Test
    void importsAndFullNamesAreRewrittenAndTheRestStays() throws IOException {
        Path file = write("src/A.java", """
                package com.example;

                import java.util.List;
                import org.apache.flink.api.common.functions.MapFunction;
                import static org.apache.flink.streaming.api.functions.KeyedProcessFunction.Context;

                class A implements MapFunction<String, String> {
                    org.apache.flink.util.OutputTag<String> tag;
                }
                """);

        Report report = migrate();

        assertThat(file).hasContent("""
                        package com.example;

                        import java.util.List;
                        import io.yarnflink.api.functions.MapFunction;
                        import static io.yarnflink.api.functions.KeyedProcessFunction.Context;

                        class A implements MapFunction<String, String> {
                            io.yarnflink.api.functions.OutputTag<String> tag;
                        }
                        """);
        assertThat(report).isEqualTo(new Report(1, 1, 3, List.of()));
    }

    @Test
    void aNameWithoutCounterpartIsToldByFileAndLine() throws IOException {
        Path file = write("A.java", """
                import org.apache.flink.api.common.functions.CrossFunction;
                import org.apache.flink.table.api.Table;
                """);
        String before = Files.readString(file);

        assertThat(migrate().places())
                .extracting(Place::file, Place::line, Place::name)
                .containsExactly(
                        tuple(Path.of("A.java"), 1, "org.apache.flink.api.common.functions.CrossFunction"),
                        tuple(Path.of("A.java"), 2, "org.apache.flink.table.api.Table"));
        assertThat(file).hasContent(before);
    }

    @Test
    void anImportOfAWholePackageBringsWhatLivesElsewhere() throws IOException {
        Path file = write("A.java", """
                import org.apache.flink.util.*;
                import org.apache.flink.api.common.functions.*;
                """);

        migrate();

        assertThat(file).hasContent("""
                        import io.yarnflink.api.functions.Collector;
                        import io.yarnflink.api.functions.OutputTag;
                        import io.yarnflink.api.functions.*;
                        """);
    }

    @Test
    void twoClassesThatAreOneHereAreImportedOnce() throws IOException {
        Path file = write("A.java", """
                import org.apache.flink.api.common.eventtime.Watermark;
                import org.apache.flink.streaming.api.watermark.Watermark;
                """);

        migrate();

        assertThat(file).hasContent("import io.yarnflink.api.eventtime.Watermark;\n");
    }

    @Test
    void theSourcesOwnPackagesStay() throws IOException {
        Path file = write("A.java", """
                package org.apache.flink.training.rides;

                import org.apache.flink.training.common.Ride;
                """);
        write("Ride.java", "package org.apache.flink.training.common;\nclass Ride {}\n");
        String before = Files.readString(file);

        assertThat(migrate()).isEqualTo(new Report(2, 0, 0, List.of()));
        assertThat(file).hasContent(before);
    }

    @Test
    void dependenciesInBuildFilesAreTold() throws IOException {
        write("pom.xml", "<dependency>\n  <groupId>org.apache.flink</groupId>\n");

        assertThat(migrate().places())
                .containsExactly(new Place(
                        Path.of("pom.xml"),
                        2,
                        "<groupId>org.apache.flink</groupId>",
                        "a dependency: depend on io.yarnflink:yarn-flink-api instead"));
    }

    @Test
    void aDryRunChangesNothing() throws IOException {
        Path file = write("A.java", "import org.apache.flink.util.Collector;\n");

        assertThat(new TreeMigration(NAMES).migrate(folder, false).lines()).isOne();
        assertThat(file).hasContent("import org.apache.flink.util.Collector;\n");
    }

    @Test
    void aFileThatIsNotTextIsNamed() throws IOException {
        Path file = folder.resolve("A.java");
        Files.write(file, "// gr\u00fcn".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(this::migrate)
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is not text in UTF-8; convert it first");
    }

    private Report migrate() throws IOException {
        return new TreeMigration(NAMES).migrate(folder, true);
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
