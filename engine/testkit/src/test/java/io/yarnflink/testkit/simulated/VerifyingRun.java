package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.protocol.JobReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One seed with a program that can tell whether anything counted twice or not at all. */
final class VerifyingRun implements SimulatedBugs.Run {
    private static final Duration LAST_END = Duration.ofMinutes(20);

    private final long seed;
    private final ClusterPlan plan;
    private final VerifyingProgram program;
    private final SimulatedCluster cluster;
    private final LedgerSink.Ledger ledger;

    VerifyingRun(long seed, Wiring wiring, Consumer<String> observer) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        plan = ClusterPlan.restarting(random.split());
        program = VerifyingProgram.draw("seed " + seed, random.split());
        LedgerSink.close(program.ledger());
        ledger = LedgerSink.open(program.ledger());
        if (random.nextInt(5) == 0) {
            ledger.failCommits(1 + random.nextInt(3));
        }
        cluster = new SimulatedCluster(seed, plan, 1 + random.nextInt(3), wiring, observer);
        ledger.watch(cluster::isDecided, cluster.simulation()::violation);
    }

    /** Runs to the end, and returns its kind. */
    @Override
    public String run() {
        try {
            return checked();
        } finally {
            LedgerSink.close(program.ledger());
        }
    }

    private String checked() {
        SimulatedClient client = cluster.newClient();
        @Nullable Exception thrown = null;
        try {
            client.run(program::run);
        } catch (Exception e) {
            thrown = e;
        }
        cluster.simulation().runUntil(() -> cluster.endedJobs().size() == 1, LAST_END);
        assertThat(cluster.endedJobs()).as("ends, each once; " + thrown).hasSize(1);
        JobReport end = cluster.endedJobs().get(0);
        String kind = end.getState().equals("FINISHED") ? "FINISHED" : end.getState() + " " + end.getCauseKind();
        if (end.getState().equals("FINISHED")) {
            program.check(ledger.committed());
        } else {
            assertThat(isExplained(end))
                    .as("%s: %s", end.getState(), end.getCause())
                    .isTrue();
            assertThat(ledger.committed()).as("committed").doesNotHaveDuplicates();
        }
        assertThat(cluster.leaks()).as("leaks").isEmpty();
        return kind;
    }

    private boolean isExplained(JobReport end) {
        List<String> faults = cluster.faults();
        return switch (end.getState()) {
            case "CANCELED" -> faults.contains("cancel");
            default ->
                end.getCause().contains("containers in a row failed to start")
                        && (plan.containers().startFailures() > 0 || faults.contains("unborn"));
        };
    }

    /** What this run has gone through, for tests that want to see that no path is forgotten. */
    List<String> gone() {
        List<String> gone = new ArrayList<>(cluster.leaderLosses());
        if (cluster.lastCompletingEpoch() > Leaders.FIRST_EPOCH) {
            gone.add("completed by a later leader");
        }
        return gone;
    }

    @Override
    public String traceHash() {
        return cluster.simulation().traceHash();
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + program + " on " + plan;
    }
}
