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
    void theSourcesOwnClassesStayAlsoInAPackageOfFlink() throws IOException {
        write("AlertFunction.java", """
                package org.apache.flink.streaming.api.functions;

                import org.apache.flink.api.common.functions.MapFunction;

                public abstract class AlertFunction implements MapFunction<String, String> {}
                """);
        Path user = write("User.java", """
                import org.apache.flink.streaming.api.functions.*;
                import org.apache.flink.streaming.api.functions.AlertFunction;
                import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
                """);

        assertThat(migrate().places())
                .containsExactly(new Place(
                        Path.of("AlertFunction.java"),
                        1,
                        "org.apache.flink.streaming.api.functions",
                        "a package of Flink's: what its classes use of the package now needs an import"));
        assertThat(user).hasContent("""
                import org.apache.flink.streaming.api.functions.*;
                import io.yarnflink.api.functions.*;
                import org.apache.flink.streaming.api.functions.AlertFunction;
                import io.yarnflink.api.functions.KeyedProcessFunction;
                """);
    }

    @Test
    void whatToDoAboutANameIsTold() throws IOException {
        write("A.java", """
                import org.apache.flink.streaming.api.datastream.SplitStream;
                import org.apache.flink.table.api.Table;
                import org.apache.flink.api.common.functions.CrossFunction;
                """);

        assertThat(migrate().places())
                .extracting(Place::reason)
                .containsExactly(
                        "use side outputs: a ProcessFunction and OutputTags",
                        "there are no tables and no SQL: write the program on streams",
                        "has no counterpart here");
    }

    @Test
    void dependenciesOfMavenAreToldOnceWithTheirCounterpart() throws IOException {
        write("pom.xml", """
                <groupId>org.apache.flink</groupId><version>1</version>
                <mainClass>org.apache.flink.training.Rides</mainClass>
                <dependency>
                  <groupId>org.apache.flink</groupId>
                  <artifactId>flink-streaming-java_${scala.version}</artifactId>
                </dependency>
                <dependency>
                  <groupId>org.apache.flink</groupId>
                  <artifactId>flink-streaming-java_2.12</artifactId>
                  <type>test-jar</type>
                </dependency>
                <dependency>
                  <groupId>org.apache.flink</groupId>
                  <artifactId>flink-connector-pulsar</artifactId>
                </dependency>
                """);

        assertThat(migrate().places())
                .containsExactly(
                        new Place(
                                Path.of("pom.xml"),
                                5,
                                "flink-streaming-java",
                                "a dependency: depend on io.yarnflink:yarn-flink-api"),
                        new Place(
                                Path.of("pom.xml"),
                                14,
                                "flink-connector-pulsar",
                                "a dependency: has no counterpart here"));
    }

    @Test
    void dependenciesOfGradleAndSbtAreTold() throws IOException {
        write("build.gradle", """
                implementation "org.apache.flink:flink-clients:1.20.0"
                testImplementation group: 'org.apache.flink', name: 'flink-test-utils', version: '1.20.0'
                """);
        write("build.sbt", "\"org.apache.flink\" %% \"flink-streaming-scala\" % \"1.9.0\"");

        assertThat(migrate().places())
                .extracting(Place::line, Place::name, Place::reason)
                .containsExactly(
                        tuple(1, "flink-clients", "a dependency: leave it out: yarn-flink submit runs the program"),
                        tuple(
                                2,
                                "flink-test-utils",
                                "a dependency: depend on io.yarnflink:yarn-flink-testkit, for tests"),
                        tuple(1, "flink-streaming-scala", "a dependency: depend on io.yarnflink:yarn-flink-api"));
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
