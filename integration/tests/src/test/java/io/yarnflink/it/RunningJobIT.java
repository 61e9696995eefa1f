package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.programs.EndlessProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedCluster.class)
class RunningJobIT {
    private static final String UNKNOWN = "application_1700000000000_0007";

    @TempDir
    Path folder;

    @Test
    void aJobCanBeFollowedWhileItRunsCancelledAndLookedAtAfterwards(CommandLine cli) throws Exception {
        Path jar = ProgramJar.of(EndlessProgram.class, folder);
        Running client = cli.startSubmit("-p", "2", "-s", "1", "-n", "Followed job", jar.toString());
        Application application = Application.of(cli, client).awaitRunning();
        String id = application.id();

        assertThat(row(cli.run("list", "--running"), id)).contains("Followed job", "RUNNING");
        Result status = cli.run("status", id, "--format", "properties");
        assertThat(status.field("state")).isEqualTo("RUNNING");
        assertThat(status.field("taskManagers")).isEqualTo("2");
        assertThat(status.field("slots")).isEqualTo("2");
        List<String> containers =
                application.taskManagers().stream().map(Containers::id).toList();
        assertLogs(cli, id, containers);
        Deadline.await(
                "the client tells of records",
                Duration.ofSeconds(30),
                () -> client.err()
                        .lines()
                        .anyMatch(
                                line -> line.matches("RUNNING: 2 of 2 slots on 2 TaskManagers, [\\d,]+ records read")));
        assertThat(client.err().lines().toList())
                .anyMatch(line -> line.startsWith("ACCEPTED in queue root.default"))
                .anyMatch(line -> line.startsWith("ApplicationMaster is up at localhost"));

        assertThat(cli.run("cancel", id).exitCode()).isZero();
        Result result = client.await();
        result.endedWith(30);
        assertThat(result.field("state")).isEqualTo("CANCELED");
        application.assertNothingIsLeft();

        assertThat(row(cli.run("list"), id)).contains("Followed job", "FINISHED");
        assertThat(cli.run("list", "--running").out()).doesNotContain(id);
        assertThat(cli.run("status", id, "--format", "properties").field("state"))
                .isEqualTo("CANCELED");
        application.awaitLogs("Container: " + containers.get(0), "Container: " + containers.get(1));
        assertLogs(cli, id, containers);
    }

    private static void assertLogs(CommandLine cli, String id, List<String> taskManagers) throws Exception {
        Result logs = cli.run("logs", id);
        assertThat(logs.exitCode()).as("%s", logs).isZero();
        assertThat(logs.out()).contains("AM_STARTED");
        assertThat(logs.out().lines().filter(line -> line.contains("starts in slot")))
                .as("subtasks that both TaskManagers tell of")
                .hasSize(4);
        taskManagers.forEach(container -> assertThat(logs.out()).contains("Container: " + container));

        Result ofOne = cli.run("logs", id, "--container", taskManagers.get(1));
        assertThat(ofOne.exitCode()).as("%s", ofOne).isZero();
        assertThat(ofOne.out())
                .contains("Container: " + taskManagers.get(1))
                .doesNotContain(taskManagers.get(0))
                .doesNotContain("AM_STARTED");
    }

    private static String row(Result list, String id) {
        assertThat(list.exitCode()).as("%s", list).isZero();
        return list.out()
                .lines()
                .filter(line -> line.contains(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + id + " in " + list));
    }

    @Test
    void anUnknownApplicationIsToldSoByEveryCommandThatTakesOne(CommandLine cli) throws Exception {
        for (String command : List.of("status", "logs", "cancel")) {
            assertThat(cli.run(command, UNKNOWN).endedWith(4)).contains(UNKNOWN + " is unknown", "yarn-flink list");
        }
        assertThat(cli.run("events", UNKNOWN).endedWith(4)).contains(UNKNOWN + " has no events");
        assertThat(cli.run("logs", "aplication_1_0001").endedWith(2))
                .contains("'aplication_1_0001' is not an application id", "yarn-flink list");
        assertThat(cli.run("lgos", UNKNOWN).endedWith(2)).contains("did you mean logs?");
    }
}
