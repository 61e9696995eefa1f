package io.yarnflink.client.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramJarTest {
    @TempDir
    Path dir;

    @Test
    void aMissingJarIsRefused() {
        refused(
                () -> ProgramJar.locate("none.jar", dir, Optional.empty()),
                "jar none.jar does not exist (looked at " + dir.resolve("none.jar") + ")");
    }

    @Test
    void anExampleIsFoundInTheDistributionUnlessTheWorkingDirectoryHasOne() throws Exception {
        Path home = dir.resolve("home");
        Path work = dir.resolve("work");
        Files.createDirectories(home.resolve("examples"));
        Files.createDirectories(work.resolve("examples"));
        Path example = Files.writeString(home.resolve("examples/count.jar"), "x");
        assertThat(ProgramJar.locate("examples/count.jar", work, Optional.of(home)))
                .isEqualTo(example);
        Path own = Files.writeString(work.resolve("examples/count.jar"), "x");
        assertThat(ProgramJar.locate("examples/count.jar", work, Optional.of(home)))
                .isEqualTo(own);
        refused(
                () -> ProgramJar.locate("examples/none.jar", work, Optional.of(home)),
                "jar examples/none.jar does not exist (looked at " + work.resolve("examples/none.jar") + " and "
                        + home.resolve("examples/none.jar") + ")");
    }

    @Test
    void whatIsNoJarIsRefused() throws IOException {
        Path empty = Files.createFile(dir.resolve("empty.jar"));
        Path text = Files.writeString(dir.resolve("text.jar"), "plain text");
        refused(() -> open(dir), "jar " + dir + " is a directory, expected a jar file");
        refused(() -> open(empty), "jar " + empty + " is empty (0 bytes)");
        assertThatThrownBy(() -> open(text))
                .isInstanceOf(ClientException.class)
                .hasMessageStartingWith("jar " + text + " is not a jar file: ");
    }

    @Test
    void anUnreadableJarIsRefused() throws IOException {
        Path hidden = Files.writeString(dir.resolve("hidden.jar"), "x");
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(hidden), "the super-user may read everything");
        refused(() -> open(hidden), "jar " + hidden + " cannot be read: check its permissions");
    }

    @Test
    void aJarWithoutMainClassIsRefused() throws Exception {
        Path file = new TestJar(dir).source("Job", "public class Job {}").build();
        refused(
                () -> open(file),
                "jar " + file + " names no main class: add 'Main-Class' to its manifest, or use -c <class>");
    }

    @Test
    void aMainClassThatIsNotInTheJarIsRefused() throws Exception {
        Path file = new TestJar(dir)
                .source("Job", "public class Job {}")
                .mainClass("org.acme.Gone")
                .build();
        refused(
                () -> open(file),
                "jar " + file + " has no class org.acme.Gone, which its manifest names as Main-Class");
        refused(
                () -> ProgramJar.open(file, Optional.of("org.acme.Other")),
                "jar " + file + " has no class org.acme.Other: check -c");
    }

    @Test
    void aClassWithoutMainIsRefused() throws Exception {
        Path none = new TestJar(dir)
                .source("Job", "public class Job {}")
                .mainClass("Job")
                .build();
        refused(() -> open(none), "class Job in " + none + " has no 'public static void main(String[])'");
        Path instance = new TestJar(dir)
                .source("Job", "public class Job { public void main(String[] args) {} }")
                .mainClass("Job")
                .build();
        refused(() -> open(instance), "class Job in " + instance + ": main is not 'public static void'");
    }

    @Test
    void aClassForANewerJavaIsRefusedByItsName() throws Exception {
        Path file = new TestJar(dir)
                .source("Job", "public class Job { public static void main(String[] args) {} }")
                .mainClass("Job")
                .classFileVersion("Job", 69)
                .build();
        refused(
                () -> open(file),
                "class Job was compiled for Java 25 (class file version 69), this is Java 17; compile the jar with"
                        + " --release 17");
    }

    @Test
    void aClassForANewerJavaThatMainMeetsIsNamedToo() throws Exception {
        Path file = new TestJar(dir)
                .source("Job", """
                        public class Job {
                            public static void main(String[] args) { new Newer(); }
                            static class Newer {}
                        }""")
                .mainClass("Job")
                .classFileVersion("Job$Newer", 65)
                .build();
        ClientException failure = failureOf(file);
        assertThat(failure.code()).isEqualTo(ExitCode.USAGE);
        assertThat(failure)
                .hasMessage("class Job$Newer was compiled for Java 21 (class file version 65), this is Java 17;"
                        + " compile the jar with --release 17");
    }

    @Test
    void whatMainThrowsIsTheProgramsFaultWithItsLine() throws Exception {
        Path file = new TestJar(dir)
                .source("org.acme.Job", """
                        package org.acme;
                        public class Job {
                            public static void main(String[] args) {
                                try {
                                    Integer.parseInt(args[0]);
                                } catch (NumberFormatException e) {
                                    throw new IllegalStateException("cannot start", e);
                                }
                            }
                        }""")
                .mainClass("org.acme.Job")
                .build();
        ClientException failure = failureOf(file, "abc");
        assertThat(failure.code()).isEqualTo(ExitCode.USER_CODE);
        assertThat(failure).hasMessage("main: java.lang.NumberFormatException: For input string: \"abc\" (Job.java:5)");
    }

    @Test
    void theProgramSeesTheApiButNotWhatTheClientIsBuiltWith() throws Exception {
        Path file = new TestJar(dir).source("Job", """
                        public class Job {
                            public static void main(String[] args) throws Exception {
                                Class.forName("io.yarnflink.api.configuration.Configuration");
                                try {
                                    Class.forName("picocli.CommandLine");
                                } catch (ClassNotFoundException e) {
                                    System.setProperty("program.saw", "api");
                                }
                            }
                        }""").mainClass("Job").build();
        try (ProgramJar program = open(file)) {
            program.run(new String[0]);
            assertThat(System.getProperty("program.saw")).isEqualTo("api");
        } catch (Throwable e) {
            throw new AssertionError(e);
        } finally {
            System.clearProperty("program.saw");
        }
    }

    private static ClientException failureOf(Path file, String... arguments) throws Exception {
        try (ProgramJar program = open(file)) {
            program.run(arguments);
        } catch (ClientException | IOException e) {
            throw e;
        } catch (Throwable e) {
            return ProgramFailure.of(e);
        }
        throw new AssertionError("main did not fail");
    }

    private static ProgramJar open(Path file) throws ClientException {
        return ProgramJar.open(file, Optional.empty());
    }

    private static void refused(ThrowingCallable action, String message) {
        assertThatThrownBy(action).isInstanceOfSatisfying(ClientException.class, e -> {
            assertThat(e).hasMessage(message);
            assertThat(e.code()).isEqualTo(ExitCode.USAGE);
        });
    }
}
