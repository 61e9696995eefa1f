package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.programs.EmptyProgram;
import io.yarnflink.it.programs.ThrowingProgram;
import io.yarnflink.it.programs.UnserializableProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class BadProgramIT {
    @TempDir
    Path folder;

    private static void assertRefused(Result result, int exitCode, String... parts) {
        assertThat(result.endedWith(exitCode)).contains(parts);
        assertThat(result.err()).doesNotContain("Submitted application");
    }

    @Test
    void aMainThatThrowsIsQuotedWithItsLine(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(ThrowingProgram.class, folder);
        assertRefused(
                cli.run("submit", "--per-job", jar.toString()),
                10,
                "IllegalStateException",
                "no license for Mondays",
                "ThrowingProgram.java:");
    }

    @Test
    void aProgramWithoutOperatorsIsToldSo(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EmptyProgram.class, folder);
        assertRefused(cli.run("submit", "--per-job", jar.toString()), 10, "No operators defined in streaming topology");
    }

    @Test
    void aFunctionThatCannotTravelIsNamedWithItsField(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(UnserializableProgram.class, folder);
        assertRefused(cli.run("submit", "--per-job", jar.toString()), 10, "Holder", "HoldsAThread.worker", "Thread");
    }

    @Test
    void whatIsNoProgramIsRefusedBeforeAnythingStarts(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("text.jar"), "not a zip");
        assertRefused(
                cli.run("submit", "--per-job", folder.resolve("nowhere.jar").toString()), 2, "nowhere.jar");
        assertRefused(cli.run("submit", "--per-job", text.toString()), 2, "text.jar");
        assertRefused(cli.run("submit", "--per-job", folder.toString()), 2, folder.toString());
    }

    @Test
    void misspeltOptionsAndKeysGetTheNearestOne(CommandLine cli) throws Exception {
        assertRefused(cli.run("submit", "--paralelism", "2", "examples/word-count.jar"), 2, "--parallelism");
        assertRefused(
                cli.run("submit", "-Dtaskmanager.numberOfTaskSlot=2", "examples/word-count.jar"),
                2,
                "taskmanager.numberOfTaskSlots");
    }

    @Test
    void standardOutputCarriesDataAloneInEveryFormat(CommandLine cli) throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "b a b");
        for (String format : List.of("json", "properties", "text")) {
            Result result = cli.run(
                    "submit",
                    "--per-job",
                    "--format",
                    format,
                    "examples/word-count.jar",
                    "--",
                    "--input",
                    text.toString());
            assertThat(result.exitCode()).as("%s", result).isZero();
            List<String> lines = result.out().lines().toList();
            assertThat(lines).as("%s", result).startsWith("b\t2", "a\t1");
            assertThat(String.join("\n", lines.subList(2, lines.size()))).contains("application_", "FINISHED");
        }
    }
}
