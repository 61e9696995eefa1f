package io.yarnflink.staging.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.rest.archive.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerExitTest {
    @ParameterizedTest
    @CsvSource({
        "-104, killed by YARN for more memory than its container has",
        "-103, vmem-check-enabled",
        "-102, preempted",
        "-101, disks",
        "-100, lost with its node",
        "3, ran out of Java heap",
        "52, ran out of direct memory",
        "127, no Java where env.java.home",
        "137, SIGKILL",
        "143, SIGTERM",
        "139, ended by signal 11",
        "1, failed (exit status 1)",
        "-1000, failed (exit status -1000)"
    })
    void everyExitStatusHasItsWords(int status, String words) {
        assertThat(new ContainerExit(status, "").words("taskmanager"))
                .contains(words)
                .contains("exit status " + status)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-104, CONTAINER_MEMORY",
        "-103, CONTAINER_MEMORY",
        "3, CONTAINER_MEMORY",
        "52, CONTAINER_MEMORY",
        "-102, PREEMPTED",
        "137, TASK_MANAGER_LOST",
        "-100, TASK_MANAGER_LOST",
        "1, TASK_MANAGER_LOST"
    })
    void aJobThatIsLostWithItHasItsCode(int status, ExitCode code) {
        assertThat(new ContainerExit(status, "").code()).isEqualTo(code);
    }

    @Test
    void theTailOfTheLogGivesTheReason() {
        String diagnostics = """
                [2026-01-01 10:00:00.000]Exception from container-launch.
                Container id: c1
                Exit code: 1

                [2026-01-01 10:00:00.000]Container exited with a non-zero exit code 1. Error file: taskmanager.stderr.
                Last 4096 bytes of taskmanager.stderr :
                2026-01-01 10:00:00.000 ERROR TaskManagerMain - yarn-flink gives up: no ApplicationMaster at host:1
                Caused by: java.net.ConnectException: refused
                """;
        assertThat(new ContainerExit(1, diagnostics).words("taskmanager"))
                .isEqualTo("failed (exit status 1): no ApplicationMaster at host:1");
    }

    @Test
    void aStackTraceGivesItsRootCause() {
        String diagnostics = """
                Exception in thread "main" java.lang.IllegalStateException: a
                \tat X
                Caused by: java.io.IOException: b
                \tat Y
                """;
        assertThat(new ContainerExit(1, diagnostics).words("taskmanager"))
                .endsWith(": Caused by: java.io.IOException: b");
    }

    @Test
    void aJvmThatCannotStartTellsWhy() {
        String diagnostics = """
                Last 4096 bytes of taskmanager.stderr :
                Unrecognized VM option 'NoSuchFlag'
                Error: Could not create the Java Virtual Machine.
                Error: A fatal exception has occurred. Program will exit.
                """;
        assertThat(new ContainerExit(1, diagnostics).words("taskmanager"))
                .isEqualTo("failed (exit status 1): Unrecognized VM option 'NoSuchFlag'");
    }

    @Test
    void aMastersEndIsReadFromItsApplicationsDiagnostics() {
        String killed = """
                Application application_1 failed 2 times due to AM Container for appattempt_1 exited with  exitCode: 137
                Failing this attempt.Diagnostics: [2026-01-01 10:00:00.000]Container killed on request. Exit code is 137
                """;
        assertThat(ContainerExit.ofMaster(killed).orElseThrow().words("jobmanager"))
                .isEqualTo("killed (exit status 137, SIGKILL: by hand, or by the kernel for want of memory)");
        String memory = """
                AM Container for appattempt_1 exited with  exitCode: -104
                Failing this attempt.Diagnostics: [2026-01-01 10:00:00.000]Container is running beyond physical limits.
                """;
        ContainerExit exit = ContainerExit.ofMaster(memory).orElseThrow();
        assertThat(exit.isForWantOfMemory()).isTrue();
        assertThat(exit.words("jobmanager"))
                .contains("raise jobmanager.memory.process.size")
                .endsWith(": Container is running beyond physical limits.");
        assertThat(ContainerExit.ofMaster("refused")).isEmpty();
    }

    @Test
    void yarnsOwnWordsAreKeptWhenYarnEndedTheContainer() {
        assertThat(new ContainerExit(-100, "\nContainer released on a *lost* node\nmore").words("taskmanager"))
                .endsWith(": Container released on a *lost* node");
        assertThat(new ContainerExit(-102, "x".repeat(1000))
                        .words("taskmanager")
                        .length())
                .isLessThan(600);
    }
}
