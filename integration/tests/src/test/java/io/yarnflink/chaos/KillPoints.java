package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.chaos.Row.NotInjected;
import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.CommandLine.Running;
import io.yarnflink.it.Deadline;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Kill -9 of one process at a named point of the product. */
final class KillPoints {
    /** Seven seconds of work. */
    static final int NUMBERS = 14_000;

    private static final long HOURS_25 = 25 * 3_600_000L;

    private final List<Row> rows = new ArrayList<>();

    private KillPoints() {}

    static List<Row> all() {
        KillPoints points = new KillPoints();
        points.ofClient();
        points.ofMaster();
        points.ofTaskManager();
        return points.rows;
    }

    private void ofClient() {
        String nothing = "no application; its staging goes with a later submission";
        unsubmitted("C1", "client: staging made", nothing);
        unsubmitted("C2", "client: in the middle of an upload", "no application; the next upload succeeds");
        unsubmitted("C3", "client: uploaded, not submitted", nothing);
        submitted("C4", "client: submitted, no answer heard");
        submitted("C5", "client: waits for the ApplicationMaster");
        submitted("C6", "client: attached to the running job");
    }

    private void ofMaster() {
        String again = "the next attempt runs the job";
        String takesOver = "the next attempt takes over and goes on from the last checkpoint";
        point("A1", "AM: before it registers", again, 1);
        point("A2", "AM: registered, no container", again, 1);
        point("A3", "AM: container allocated, not launched", again, 2);
        point("A4", "AM: container launched, not registered", again, 2);
        point("A5", "AM: while it deploys", again, 3);
        point("A6", "AM: job runs, no checkpoint", again, 1);
        leading("A7", "AM: checkpoint triggered", takesOver, 3, KillPoints::newestIsLatest);
        leading("A8", "AM: all tasks acknowledged", takesOver, 3, KillPoints::newestIsLatest);
        leading(
                "A9",
                "AM: metadata written aside, not renamed",
                takesOver + ", not from this one",
                3,
                left -> assertThat(left.aside())
                        .as("the one that was not renamed")
                        .isGreaterThan(left.latest()));
        rows.add(new Row(
                "A9Z",
                "AM: metadata renamed, not pointed at in ZooKeeper",
                takesOver + ", not from this one",
                trial -> {
                    Faults.ensemble(trial);
                    takenOver(
                            trial,
                            "A9Z",
                            3 + trial.seed(),
                            left -> assertThat(left.renamed())
                                    .as("the one that was not pointed at")
                                    .isGreaterThan(left.latest()));
                }));
        leading("A10", "AM: metadata renamed, nobody told", takesOver + ": this one", 3, KillPoints::newestIsLatest);
        leading("A11", "AM: some tasks told", takesOver + ": this one", 5, KillPoints::newestIsLatest);
        rows.add(new Row(
                "A12", "AM: savepoint taken, no answer sent", takesOver + "; the client gets its savepoint", trial -> {
                    Job job = trial.submit("A12:kill", NUMBERS);
                    trial.awaitCommits(job, 1);
                    Running savepoint = trial.cluster()
                            .cli()
                            .start(
                                    "savepoint",
                                    job.id(),
                                    trial.hdfs().full("chaos/savepoints"),
                                    "--format",
                                    "properties");
                    trial.awaitFault("A12", Trial.SOON);
                    Result result = savepoint.await();
                    // What the savepoint counts on waits below the output folder for whoever goes on from it.
                    trial.keepsPending();
                    trial.assertUndisturbed(job);
                    assertThat(result.exitCode()).as("%s", result).isZero();
                    trial.invariant("I7", () -> {
                        Path metadata = new Path(result.field("savepoint"));
                        assertThat(trial.hdfs().files().exists(metadata))
                                .as("%s", metadata)
                                .isTrue();
                    });
                }));
        rows.add(new Row(
                "A13", "AM: cancelling", "the cancellation that was confirmed stays; else the job finishes", trial -> {
                    Job job = trial.submit("A13:kill", NUMBERS);
                    trial.awaitCommits(job, 1);
                    Result result = trial.cluster().cli().run("cancel", job.id(), "--format", "properties");
                    trial.requireFault("A13");
                    canceled(trial, job, result);
                }));
        point(
                "A14",
                "AM: job finished, result not stored",
                "the next attempt finishes it, and commits nothing twice",
                1);
        point("A15", "AM: result stored, not unregistered", "the next attempt ends with the stored result", 1);
        point("A16", "AM: unregistered, staging not removed", "finished; staging goes with a later submission", 1);
    }

    private void ofTaskManager() {
        String replaced = "another TaskManager takes its place";
        String restart = "restart from the last checkpoint";
        replaced("T1", "TM: before it registers", replaced);
        replaced("T2", "TM: slot offered and accepted", replaced);
        replaced("T3", "TM: about to load the job's jars", replaced);
        rows.add(new Row("T4", "TM: restores, after another one was killed", restart + ", twice", trial -> {
            Job job = trial.submit("T10:kill:hit=5,T4:kill", NUMBERS);
            trial.awaitFaultOrEnd("T10", job);
            trial.awaitFaultOrEnd("T4", job);
            trial.assertUndisturbed(job);
            assertRestarted(trial, job);
            assertReplaced(trial, job, 2);
        }));
        periodic("T5", "TM: tasks run", restart, 8);
        periodic("T6", "TM: some barriers have come", restart + " before this one", 3);
        periodic("T7", "TM: barrier sent, state not copied", restart + " before this one", 5);
        periodic("T8", "TM: snapshot half uploaded", restart + " before this one", 3);
        periodic("T9", "TM: snapshot uploaded, not acknowledged", restart + " before this one", 5);
        periodic("T10", "TM: snapshot acknowledged", restart, 5);
        // Commits are carried out by the ApplicationMaster here.
        leading(
                "T11",
                "AM: commit begun, nothing renamed",
                "the next attempt commits it",
                2,
                KillPoints::somethingIsComplete);
        leading(
                "T12",
                "AM: part files renamed, not noted",
                "the next attempt finds them committed",
                2,
                KillPoints::somethingIsComplete);
        rows.add(new Row("T13", "TM: work done, waits for the last checkpoint", restart, trial -> {
            assertRestarted(trial, killed(trial, "T13", 1));
        }));
        rows.add(new Row("T14", "TM: task cancelled", "cancelled all the same", trial -> {
            Job job = trial.submit("T14:kill", NUMBERS);
            trial.awaitCommits(job, 1);
            Result result = trial.cluster().cli().run("cancel", job.id(), "--format", "properties");
            trial.requireFault("T14");
            canceled(trial, job, result);
        }));
    }

    private static void canceled(Trial trial, Job job, Result cancel) throws Exception {
        Result client = job.client().await();
        assertThat(cancel.exitCode()).as("%s", cancel).isZero();
        assertThat(cancel.field("state")).isEqualTo("CANCELED");
        assertThat(client.field("state")).as("%s", client).isEqualTo("CANCELED");
        assertThat(trial.stored(job).orElseThrow().ending().state().name()).isEqualTo("CANCELED");
        trial.checked("I7");
        trial.checked("I9");
        trial.invariant("I1", () -> job.output().assertNothingTwice());
        trial.assertNothingIsLeft(job);
    }

    /** The {@code hit}-th time; seeds do not change what happens once. */
    private void point(String name, String injected, String expected, int hit) {
        rows.add(new Row(name, injected, expected, trial -> killed(trial, name, hit)));
    }

    /** As {@link #point}, for a TaskManager that did nothing yet. */
    private void replaced(String name, String injected, String expected) {
        rows.add(new Row(name, injected, expected, trial -> assertReplaced(trial, killed(trial, name, 1), 1)));
    }

    /** As {@link #point}, for what TaskManagers do with each checkpoint: seeds let it come later. */
    private void periodic(String name, String injected, String expected, int hit) {
        rows.add(new Row(name, injected, expected, trial -> {
            Job job = killed(trial, name, hit + trial.seed());
            assertRestarted(trial, job);
            assertReplaced(trial, job, 1);
        }));
    }

    private interface LeftBehind {
        void check(Checkpoints left);
    }

    /** As {@link #periodic}, for the ApplicationMaster; {@code asInjected}: what proves that it died just there. */
    private void leading(String name, String injected, String expected, int hit, LeftBehind asInjected) {
        rows.add(new Row(name, injected, expected, trial -> takenOver(trial, name, hit + trial.seed(), asInjected)));
    }

    private static void newestIsLatest(Checkpoints left) {
        assertThat(left.renamed()).as("the newest that is complete").isEqualTo(left.latest());
    }

    private static void somethingIsComplete(Checkpoints left) {
        assertThat(left.latest()).as("what is to be committed").isPositive();
    }

    /** The next attempt keeps the TaskManagers, and goes on from the checkpoint that was complete, whichever that is. */
    private static void takenOver(Trial trial, String name, int hit, LeftBehind asInjected) throws Exception {
        Job job = trial.submit(name + ":kill:hit=" + hit, NUMBERS);
        trial.awaitFaultOrEnd(name, job);
        Checkpoints left = trial.leftBehind(job);
        trial.invariant("I2", () -> asInjected.check(left));
        trial.assertUndisturbed(job);
        assertThat(trial.cluster().attempts(job.id())).as("attempts").isGreaterThanOrEqualTo(2);
        trial.invariant(
                "I7",
                () -> assertThat(trial.resumedFrom(job, 2))
                        .as("what the next attempt goes on from, after %s", left)
                        .isEqualTo(left.latest()));
        assertReplaced(trial, job, 0);
    }

    private static void assertRestarted(Trial trial, Job job) throws Exception {
        assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                .as("restarts")
                .isPositive();
    }

    private static void assertReplaced(Trial trial, Job job, int least) throws Exception {
        long more = trial.count(job, LifecycleStep.CONTAINER_STARTED) - 2;
        if (least == 0) {
            assertThat(more).as("TaskManagers that were replaced").isZero();
        } else {
            assertThat(more).as("TaskManagers that were replaced").isGreaterThanOrEqualTo(least);
        }
    }

    private static Job killed(Trial trial, String name, int hit) throws Exception {
        Job job = trial.submit(name + ":kill:hit=" + hit, NUMBERS);
        trial.awaitFaultOrEnd(name, job);
        if (name.equals("A16")) {
            trial.keepsZnodes();
        }
        trial.assertUndisturbed(job);
        if (name.startsWith("A") && !name.equals("A16")) {
            assertThat(trial.cluster().attempts(job.id())).as("attempts").isGreaterThanOrEqualTo(2);
        }
        return job;
    }

    private void unsubmitted(String name, String injected, String expected) {
        rows.add(new Row(name, injected, expected, trial -> {
            Set<String> before = new HashSet<>(trial.hdfs().staging());
            Set<String> applications = trial.cluster().applications();
            Running client = trial.startClient(name + ":kill", NUMBERS);
            client.process().waitFor();
            trial.requireFault(name);
            assertThat(trial.cluster().applications()).isEqualTo(applications);
            for (FileStatus left : trial.stagedBeside(before)) {
                // As old as what no client can be about to submit any more.
                trial.hdfs().files().setTimes(left.getPath(), left.getModificationTime() - HOURS_25, -1);
            }
            trial.nothingToRecover();
            Job job = trial.submit("", NUMBERS / 7);
            trial.assertUndisturbed(job);
            Deadline.await(
                    "what the killed client staged is gone",
                    Trial.SOON,
                    () -> trial.stagedBeside(before).isEmpty());
        }));
    }

    private void submitted(String name, String injected) {
        rows.add(new Row(name, injected, "the job goes on without it", trial -> {
            Set<String> before = trial.cluster().applications();
            String output = trial.output();
            Running client = trial.startClient(name + ":kill", NUMBERS);
            client.process().waitFor();
            trial.requireFault(name);
            Set<String> now = new HashSet<>(trial.cluster().applications());
            now.removeAll(before);
            if (now.size() != 1) {
                throw new NotInjected("YARN has these applications more than before: " + now);
            }
            Job job = trial.job(now.iterator().next(), client, output, NUMBERS);
            trial.awaitEndInYarn(job);
            trial.assertFinished(job);
            trial.checked("I7");
        }));
    }
}
