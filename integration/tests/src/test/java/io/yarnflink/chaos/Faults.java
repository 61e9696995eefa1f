package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.chaos.Row.NotInjected;
import io.yarnflink.chaos.Row.NotRun;
import io.yarnflink.it.CommandLine.Result;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.transport.events.LifecycleStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;

/** What happens to machines and to the cluster's own servers, and what does not die but sleeps. */
final class Faults {
    /** Eighteen and thirty seconds of work. */
    private static final int LONGER = 36_000;

    private static final int LONG = 60_000;

    private final List<Row> rows = new ArrayList<>();

    private Faults() {}

    static List<Row> all() {
        Faults faults = new Faults();
        faults.ofYarn();
        faults.ofHdfs();
        faults.ofZooKeeper();
        faults.rows.addAll(NetworkFaults.all());
        faults.ofSleepers();
        faults.ofDisks();
        return faults.rows;
    }

    private void ofYarn() {
        row("F1", "NodeManager kill -9 for 3 s, its containers live on", "nothing happens to the job", trial -> {
            Job job = running(trial, LONGER);
            String node = trial.cluster().nodeManagerOf(taskManagers(job).get(0));
            trial.injectedNow(job);
            trial.cluster().kill(node);
            pause(3);
            trial.cluster().restart(node);
            trial.healed(job);
            trial.assertUndisturbed(job);
            assertNoRestart(trial, job);
        });
        row("F2", "NodeManager and its containers kill -9", "the job goes on on the other node", trial -> {
            Job job = running(trial, LONGER);
            String node = nodeWithoutMaster(trial, job);
            trial.injectedNow(job);
            trial.cluster().kill(node);
            Containers.all(job.id()).stream()
                    .filter(process -> trial.cluster().nodeManagerOf(process).equals(node))
                    .forEach(ProcessHandle::destroyForcibly);
            trial.awaitEndInYarn(job);
            // Until it is back, nobody removes what the application left there.
            trial.cluster().restart(node);
            trial.assertUndisturbed(job);
            assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                    .as("restarts")
                    .isPositive();
        });
        row("F3", "YARN RM kill -9 for 3 s", "nothing happens to the job", trial -> {
            Job job = running(trial, LONGER);
            trial.injectedNow(job);
            trial.cluster().kill("resourcemanager");
            pause(3);
            trial.cluster().restart("resourcemanager");
            trial.healed(job);
            trial.assertUndisturbed(job);
            assertNoRestart(trial, job);
        });
        row("F4", "YARN RM down for 20 s", "the job runs, and ends when YARN is back", trial -> {
            Job job = running(trial, LONG);
            trial.injectedNow(job);
            trial.cluster().kill("resourcemanager");
            pause(20);
            trial.cluster().restart("resourcemanager");
            trial.healed(job);
            trial.assertUndisturbed(job);
            assertNoRestart(trial, job);
        });
        row("F5", "AM kill -9 in all of its 2 attempts", "FAILED, with the cause named; nothing twice", trial -> {
            Job job = trial.submit(
                    "A6:kill:times=20",
                    KillPoints.NUMBERS,
                    "-Dyarn.application-attempts=2",
                    // However long an attempt takes here, its end counts.
                    "-Dyarn.application-attempt-failures-validity-interval=1h");
            trial.awaitFaultOrEnd("A6", job);
            Result result = job.client().await();
            assertThat(result.exitCode()).as("%s", result).isNotZero();
            assertThat(result.field("state")).isEqualTo("FAILED");
            assertThat(result.field("cause")).contains("ApplicationMaster").contains("137");
            assertThat(trial.cluster().report(job.id()).getDiagnostics()).contains("137");
            trial.checked("I5");
            trial.invariant("I1", () -> job.output().assertNothingTwice());
            Deadline.await(
                    "no process of " + job.id() + " is left",
                    Trial.SOON,
                    () -> Containers.all(job.id()).isEmpty());
            trial.checked("I3");
        });
        row("F6", "YARN ends the AM's attempt", "the next attempt takes over", trial -> {
            Job job = running(trial, KillPoints.NUMBERS);
            ApplicationAttemptId attempt = trial.cluster().report(job.id()).getCurrentApplicationAttemptId();
            trial.injectedNow(job);
            trial.cluster().yarn().failApplicationAttempt(attempt);
            trial.assertUndisturbed(job);
            assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                    .as("attempts")
                    .isEqualTo(2);
        });
        rows.add(Row.notRun(
                "F7",
                "expired tokens in the next attempt",
                "login from the keytab",
                "needs Kerberos, and a login from a keytab, which there is not"));
    }

    private void ofHdfs() {
        row("F8", "the only DataNode kill -9 for 5 s", "checkpoints fail, the job goes on", trial -> {
            Job job = running(trial, LONGER);
            outage(trial, job, "datanode", 5);
            trial.assertUndisturbed(job);
            assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                    .as("attempts")
                    .isEqualTo(1);
            assertThat(trial.count(job, LifecycleStep.JOB_FINISHED))
                    .as("ends in the event log, which was on the DataNode")
                    .isEqualTo(1);
        });
        row("F9", "NameNode kill -9 for 15 s", "checkpoints fail, the job goes on when it is back", trial -> {
            Job job = running(trial, LONGER);
            outage(trial, job, "namenode", 15);
            trial.assertUndisturbed(job);
            assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                    .as("attempts")
                    .isEqualTo(1);
        });
        row(
                "F10",
                "NameNode kill -9 for 15 s while the job recovers",
                "no attempt is lost; goes on when it is back",
                trial -> {
                    Job job = running(trial, LONGER);
                    trial.injectedNow(job);
                    trial.cluster().kill("namenode");
                    taskManagers(job).get(0).destroyForcibly();
                    outage(trial, job, "namenode", 15);
                    trial.assertUndisturbed(job);
                    assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                            .as("restarts")
                            .isPositive();
                    assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                            .as("attempts")
                            .isEqualTo(1);
                });
    }

    private void ofZooKeeper() {
        row("F11", "ZooKeeper: one server of three kill -9 for 5 s", "0 restarts", trial -> {
            ZooKeepers ensemble = ensemble(trial);
            Job job = running(trial, LONGER);
            trial.injectedNow(job);
            ensemble.kill(0);
            pause(5);
            ensemble.restart(0);
            trial.healed(job);
            trial.assertUndisturbed(job);
            assertNoRestart(trial, job);
        });
        row(
                "F13",
                "ZooKeeper: no quorum for 15 s, longer than a session",
                "no checkpoint completes; goes on, 0 restarts",
                trial -> {
                    ZooKeepers ensemble = ensemble(trial);
                    Job job = running(trial, LONGER);
                    trial.injectedNow(job);
                    ensemble.kill(1);
                    ensemble.kill(2);
                    assertNothingCompletes(trial, job);
                    ensemble.restart(1);
                    ensemble.restart(2);
                    trial.healed(job);
                    trial.assertUndisturbed(job);
                    assertNoRestart(trial, job);
                });
        row(
                "F12",
                "ZooKeeper: the leader cut off for 15 s, longer than its session",
                "nobody else may lead: no checkpoint completes; goes on, 0 restarts",
                trial -> {
                    ZooKeepers ensemble = ensemble(trial);
                    Job job = running(trial, LONGER);
                    trial.injectedNow(job);
                    // TaskManagers ask ZooKeeper only when their leader is silent: all who are connected is the leader.
                    ensemble.cut(client -> true);
                    assertNothingCompletes(trial, job);
                    ensemble.heal();
                    trial.healed(job);
                    trial.assertUndisturbed(job);
                    assertNoRestart(trial, job);
                });
        row(
                "F14",
                "ZooKeeper: the answers to 3 completions are lost with the connection",
                "read again before a decision: each completes once, 0 restarts",
                trial -> {
                    ZooKeepers ensemble = ensemble(trial);
                    Job job = running(trial, LONGER);
                    trial.injectedNow(job);
                    ensemble.loseAnswers(3);
                    trial.healed(job);
                    trial.assertUndisturbed(job);
                    assertNoRestart(trial, job);
                });
    }

    private static void assertNothingCompletes(Trial trial, Job job) throws Exception {
        // What was complete may still be committed.
        pause(3);
        job.commits().look();
        int commits = job.commits().count();
        pause(12);
        job.commits().look();
        trial.invariant(
                "I2",
                () -> assertThat(job.commits().count())
                        .as("commits without ZooKeeper")
                        .isEqualTo(commits));
    }

    static ZooKeepers ensemble(Trial trial) throws NotRun {
        return trial.cluster().zooKeepers().orElseThrow(() -> new NotRun("for --ha zookeeper"));
    }

    private void ofSleepers() {
        row(
                "F19",
                "TaskManager stopped, its NodeManager kill -9, TaskManager woken when another has taken its place",
                "awake it changes nothing and ends",
                trial -> {
                    Job job = running(trial, LONGER);
                    ProcessHandle zombie = taskManagers(job).get(0);
                    String node = trial.cluster().nodeManagerOf(zombie);
                    trial.injectedNow(job);
                    // It would end what the ResourceManager has given up.
                    trial.cluster().kill(node);
                    ChaosCluster.signal(zombie, "STOP");
                    awaitRunning(trial, job, 2);
                    assertThat(zombie.isAlive()).as("a zombie that can wake").isTrue();
                    ChaosCluster.signal(zombie, "CONT");
                    int commits = job.commits().count();
                    Deadline.await(
                            "commits after the zombie woke",
                            Trial.SOON,
                            () -> job.commits().count() > commits);
                    trial.checked("I2");
                    trial.healed(job);
                    Deadline.await("the woken TaskManager ends", Trial.SOON, () -> !zombie.isAlive());
                    trial.cluster().restart(node);
                    trial.assertUndisturbed(job);
                    assertRestarted(trial, job);
                });
        row(
                "F20",
                "AM stopped, its NodeManager kill -9, AM woken when the next attempt runs",
                "awake it completes nothing and ends",
                trial -> {
                    Job job = running(trial, LONGER);
                    ProcessHandle zombie = master(job);
                    String container = Containers.id(zombie);
                    String node = trial.cluster().nodeManagerOf(zombie);
                    trial.injectedNow(job);
                    trial.cluster().kill(node);
                    ChaosCluster.signal(zombie, "STOP");
                    awaitRunning(trial, job, 2);
                    assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                            .as("attempts")
                            .isEqualTo(2);
                    int commits = job.commits().count();
                    ChaosCluster.signal(zombie, "CONT");
                    trial.healed(job);
                    Deadline.await(
                            "the end of the woken ApplicationMaster is written down",
                            Trial.SOON,
                            () -> trial.cluster().exitCode(container).isPresent());
                    assertThat(trial.cluster().exitCode(container))
                            .as("exit code of the woken ApplicationMaster, which says that it is superseded")
                            .hasValue("4");
                    trial.checked("I2");
                    Deadline.await(
                            "the next attempt commits",
                            Trial.SOON,
                            () -> job.commits().count() > commits);
                    trial.cluster().restart(node);
                    trial.assertUndisturbed(job);
                });
        row("F21", "TaskManager stopped for 2.5 s, half of the heartbeat timeout", "nothing happens", trial -> {
            Job job = running(trial, LONGER);
            asleep(trial, job, taskManagers(job).get(0), 2.5);
            trial.assertUndisturbed(job);
            assertNoRestart(trial, job);
        });
    }

    private void ofDisks() {
        row(
                "F23",
                "no space left for the job's output and checkpoints for 8 s",
                "goes on when there is space",
                trial -> {
                    Job job = running(trial, LONGER);
                    DistributedFileSystem files =
                            (DistributedFileSystem) trial.hdfs().files();
                    trial.injectedNow(job);
                    files.setQuota(new Path("/user"), HdfsConstants.QUOTA_DONT_SET, 1);
                    pause(8);
                    files.setQuota(new Path("/user"), HdfsConstants.QUOTA_DONT_SET, HdfsConstants.QUOTA_RESET);
                    trial.healed(job);
                    trial.assertUndisturbed(job);
                    assertThat(trial.count(job, LifecycleStep.AM_STARTED))
                            .as("attempts")
                            .isEqualTo(1);
                });
    }

    private void row(String name, String injected, String expected, Row.Scenario scenario) {
        rows.add(new Row(name, injected, expected, scenario));
    }

    /** A job that runs and has committed something. */
    static Job running(Trial trial, int numbers) throws Exception {
        Job job = trial.submit("", numbers);
        trial.awaitCommits(job, 1);
        return job;
    }

    static List<ProcessHandle> taskManagers(Job job) throws NotInjected {
        List<ProcessHandle> found = Containers.taskManagers(job.id());
        if (found.isEmpty()) {
            throw new NotInjected("no TaskManager of " + job.id() + " runs");
        }
        return found;
    }

    static ProcessHandle master(Job job) throws NotInjected {
        List<ProcessHandle> found = Containers.masters(job.id());
        if (found.size() != 1) {
            throw new NotInjected(found.size() + " ApplicationMasters of " + job.id() + " run");
        }
        return found.get(0);
    }

    private static String nodeWithoutMaster(Trial trial, Job job) throws NotInjected {
        String itsNode = trial.cluster().nodeManagerOf(master(job));
        return taskManagers(job).stream()
                .map(trial.cluster()::nodeManagerOf)
                .filter(node -> !node.equals(itsNode))
                .findFirst()
                .orElseThrow(() -> new NotInjected("all containers are on the ApplicationMaster's node"));
    }

    static void awaitRunning(Trial trial, Job job, int times) throws Exception {
        Deadline.await(
                job.id() + " is RUNNING for the " + times + ". time",
                Trial.SOON,
                () -> trial.count(job, LifecycleStep.JOB_RUNNING) >= times);
    }

    private static void outage(Trial trial, Job job, String daemon, int seconds) throws Exception {
        trial.injectedNow(job);
        trial.cluster().kill(daemon);
        pause(seconds);
        trial.cluster().restart(daemon);
        trial.healed(job);
    }

    private static void asleep(Trial trial, Job job, ProcessHandle process, double seconds) throws Exception {
        trial.injectedNow(job);
        ChaosCluster.signal(process, "STOP");
        pause(seconds);
        ChaosCluster.signal(process, "CONT");
        trial.healed(job);
    }

    private static void pause(double seconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(Duration.ofMillis((long) (seconds * 1000)).toMillis());
    }

    private static void assertRestarted(Trial trial, Job job) throws Exception {
        assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                .as("restarts")
                .isPositive();
    }

    private static void assertNoRestart(Trial trial, Job job) throws Exception {
        assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                .as("restarts")
                .isZero();
        assertThat(trial.count(job, LifecycleStep.AM_STARTED)).as("attempts").isEqualTo(1);
    }
}
