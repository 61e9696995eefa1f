package io.yarnflink.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.chaos.Row.NotInjected;
import io.yarnflink.chaos.Row.NotRun;
import io.yarnflink.it.Containers;
import io.yarnflink.it.Deadline;
import io.yarnflink.transport.events.LifecycleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What happens to the network between nodes. Each container has a node of its own, see {@link ChaosCluster}. */
final class NetworkFaults {
    /** Above the heartbeat timeout of 5 s, below the silence after which YARN gives a node up. */
    private static final int CUT_MILLIS = 9_000;

    private static final int NUMBERS = 36_000;

    private final List<Row> rows = new ArrayList<>();

    private NetworkFaults() {}

    static List<Row> all() {
        NetworkFaults faults = new NetworkFaults();
        faults.addSplitBrain();
        faults.add();
        return faults.rows;
    }

    /** A job that runs, where its processes are, and how to hurt what is between them. */
    private record Nodes(Job job, NodeNetworks networks, String master, List<String> taskManagers) {}

    private interface Scenario {
        void play(Trial trial, Nodes nodes) throws Exception;
    }

    private void row(String name, String injected, String expected, Scenario scenario) {
        rows.add(new Row(name, injected, expected, trial -> {
            NodeNetworks networks = trial.cluster()
                    .networks()
                    .orElseThrow(() -> new NotRun("needs a network for each node: root, and ip of iproute2"));
            Job job = Faults.running(trial, name.equals("F15") ? 3 * NUMBERS : NUMBERS);
            Nodes nodes = new Nodes(
                    job,
                    networks,
                    trial.cluster().nodeManagerOf(Faults.master(job)),
                    Faults.taskManagers(job).stream()
                            .map(trial.cluster()::nodeManagerOf)
                            .toList());
            if (nodes.taskManagers().size() != 2
                    || nodes.taskManagers().contains(nodes.master())
                    || nodes.taskManagers().get(0).equals(nodes.taskManagers().get(1))) {
                throw new NotInjected("containers share a node: " + nodes);
            }
            trial.injectedNow(job);
            scenario.play(trial, nodes);
            trial.healed(job);
            trial.assertUndisturbed(job);
        }));
    }

    private void add() {
        row("F16a", "a TaskManager's node without network for 9 s", "replaced, goes on", (trial, nodes) -> {
            String cut = nodes.taskManagers().get(0);
            nodes.networks().cut(cut);
            TimeUnit.MILLISECONDS.sleep(CUT_MILLIS);
            nodes.networks().mend();
            assertRestarts(trial, nodes.job(), 1, 3);
        });
        row("F16b", "nothing from a TaskManager to the AM for 9 s", "replaced, goes on", (trial, nodes) -> {
            String from = nodes.taskManagers().get(0);
            nodes.networks().cutOneWay(from, nodes.master());
            TimeUnit.MILLISECONDS.sleep(CUT_MILLIS);
            nodes.networks().mend();
            assertRestarts(trial, nodes.job(), 1, 3);
        });
        row(
                "F16c",
                "the AM's node without network for 9 s",
                "goes on, with this attempt or the next",
                (trial, nodes) -> {
                    nodes.networks().cut(nodes.master());
                    TimeUnit.MILLISECONDS.sleep(CUT_MILLIS);
                    nodes.networks().mend();
                });
        row(
                "F16d",
                "a TaskManager's node: 3 times 2.5 s without, 3 s with network",
                "no storm of restarts",
                (trial, nodes) -> {
                    String cut = nodes.taskManagers().get(0);
                    for (int time = 0; time < 3; time++) {
                        nodes.networks().cut(cut);
                        TimeUnit.MILLISECONDS.sleep(2_500);
                        nodes.networks().mend();
                        TimeUnit.MILLISECONDS.sleep(3_000);
                    }
                    assertRestarts(trial, nodes.job(), 0, 3);
                });
        row("F17", "nothing between the TaskManagers for 9 s", "waits or restarts, goes on", (trial, nodes) -> {
            String one = nodes.taskManagers().get(0);
            String other = nodes.taskManagers().get(1);
            nodes.networks().cutOneWay(one, other);
            nodes.networks().cutOneWay(other, one);
            TimeUnit.MILLISECONDS.sleep(CUT_MILLIS);
            nodes.networks().mend();
            assertThat(trial.count(nodes.job(), LifecycleStep.AM_STARTED))
                    .as("attempts")
                    .isEqualTo(1);
        });
        row("F18", "a TaskManager's node with 1 Mbit/s for 15 s", "nothing but delay", (trial, nodes) -> {
            String slow = nodes.taskManagers().get(0);
            nodes.networks().slow(slow, "1mbit");
            TimeUnit.MILLISECONDS.sleep(15_000);
            nodes.networks().quicken(slow);
            assertRestarts(trial, nodes.job(), 0, 0);
        });
    }

    /** Whoever is cut off from YARN is followed, whether it lives or not. */
    private void addSplitBrain() {
        row(
                "F15",
                "the AM without YARN, NodeManager and ZooKeeper, its tasks and HDFS in reach, until the next attempt leads",
                "the old leader completes nothing more, and ends when it hears of the new one",
                (trial, nodes) -> {
                    Job job = nodes.job();
                    ProcessHandle old = Faults.master(job);
                    String container = Containers.id(old);
                    // It would end the old one as soon as YARN has given that up.
                    trial.cluster().kill(nodes.master());
                    nodes.networks().cutOneWay(nodes.master(), NodeNetworks.RESOURCE_MANAGER);
                    nodes.networks().cutOneWay(nodes.master(), NodeNetworks.ZOOKEEPER);
                    Deadline.await(
                            "the next attempt beside the old one",
                            Trial.SOON,
                            () -> trial.count(job, LifecycleStep.JM_STARTED) == 2 || !old.isAlive());
                    nodes.networks().mendOneWay(nodes.master(), NodeNetworks.ZOOKEEPER);
                    Deadline.await(
                            "the end of the old leader is written down",
                            Trial.SOON,
                            () -> trial.cluster().exitCode(container).isPresent());
                    assertThat(trial.cluster().exitCode(container))
                            .as("exit code of the old leader, which says that it is superseded")
                            .hasValue("4");
                    trial.checked("I2");
                    nodes.networks().mend();
                    trial.cluster().restart(nodes.master());
                    int commits = job.commits().count();
                    Deadline.await(
                            "the new leader commits",
                            Trial.SOON,
                            () -> job.commits().count() > commits
                                    || !job.client().process().isAlive());
                });
    }

    private static void assertRestarts(Trial trial, Job job, int least, int most) throws Exception {
        assertThat(trial.count(job, LifecycleStep.JOB_RESTARTING))
                .as("restarts")
                .isBetween((long) least, (long) most);
        assertThat(trial.count(job, LifecycleStep.AM_STARTED)).as("attempts").isEqualTo(1);
    }
}
