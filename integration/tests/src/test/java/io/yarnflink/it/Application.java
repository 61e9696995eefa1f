package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.it.CommandLine.Running;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An application on a cluster, looked at from outside. */
record Application(CommandLine cli, String id) {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern SUBMITTED = Pattern.compile("Submitted application (application_\\d+_\\d+)");

    /** The one that a client reports to have submitted. */
    static Application of(CommandLine cli, Running client) throws Exception {
        Deadline.await(
                "the application is submitted",
                SOON,
                () -> SUBMITTED.matcher(client.err()).find()
                        || !client.process().isAlive());
        Matcher submitted = SUBMITTED.matcher(client.err());
        assertThat(submitted.find()).as("%s", client.err()).isTrue();
        return new Application(cli, submitted.group(1));
    }

    /** Waits until a job of two TaskManagers runs. */
    Application awaitRunning() throws Exception {
        Deadline.await(
                "both TaskManagers of " + id + " run and the job is RUNNING",
                SOON,
                () -> taskManagers().size() == 2 && cli.run("events", id).out().contains("JOB_RUNNING"));
        return this;
    }

    List<ProcessHandle> taskManagers() {
        return Containers.taskManagers(id);
    }

    ProcessHandle master() {
        List<ProcessHandle> masters = Containers.masters(id);
        assertThat(masters).hasSize(1);
        return masters.get(0);
    }

    /** Waits until what YARN has gathered of an ended application holds all of these; each node's comes on its own. */
    void awaitLogs(String... parts) throws Exception {
        Deadline.await("the logs of " + id + " hold " + List.of(parts), SOON, () -> {
            String logs = cli.run("logs", id).out();
            return Stream.of(parts).allMatch(logs::contains);
        });
    }

    void assertNothingIsLeft() throws Exception {
        Deadline.await(
                "no process of " + id + " is left",
                SOON,
                () -> Containers.all(id).isEmpty());
        Hdfs hdfs = cli.hdfs();
        Deadline.await(
                "staging of " + id + " is gone",
                SOON,
                () -> hdfs.staging().stream().noneMatch(entry -> entry.contains(id)));
    }
}
