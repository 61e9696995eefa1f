package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.protocol.JobReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One seed: a cluster, its faults and a program, and whether all that must hold does. */
final class SeededRun {
    private final SimulatedCluster cluster;
    private final ClusterPlan plan;
    private final SeededProgram program;

    SeededRun(long seed, Consumer<String> observer) {
        SplittableRandom random = new SplittableRandom(seed);
        plan = ClusterPlan.random(random.split());
        program = SeededProgram.draw(random.split());
        cluster = new SimulatedCluster(seed, plan, 3, observer);
    }

    /** Runs to the end, twice where TaskManagers outlive jobs, and checks everything; returns the kinds of the ends. */
    List<String> run() throws Exception {
        List<String> ends = new ArrayList<>();
        ends.add(runOnce());
        if (!plan.idleTimeout().isZero()) {
            ends.add(runOnce());
        }
        assertThat(cluster.leaks()).as("leaks").isEmpty();
        assertThat(cluster.endedJobs()).as("ends, each once").hasSize(ends.size());
        return ends;
    }

    private String runOnce() throws Exception {
        int before = cluster.endedJobs().size();
        try {
            cluster.run(() -> program.check(program.run()));
        } catch (RuntimeException e) {
            if (cluster.endedJobs().size() == before) {
                throw e;
            }
            return failure(cluster.endedJobs().get(before), e);
        }
        assertThat(program.poison()).as("poison was read").isNegative();
        assertThat(cluster.endedJobs().get(before).getState()).isEqualTo("FINISHED");
        return "FINISHED";
    }

    private String failure(JobReport report, RuntimeException seen) {
        switch (report.getState()) {
            case "CANCELED" -> {
                assertThat(cluster.faults()).contains("cancel");
                assertThat(report.getCause()).isEmpty();
                return "CANCELED";
            }
            case "FAILED" -> {
                assertThat(isExplained(report))
                        .as("cause: %s (%s), faults: %s", report.getCause(), report.getCauseKind(), cluster.faults())
                        .isTrue();
                assertThat(seen).hasMessageContaining(report.getCause());
                return report.getCauseKind();
            }
            default -> throw seen;
        }
    }

    private boolean isExplained(JobReport report) {
        String cause = report.getCause();
        return switch (report.getCauseKind()) {
            case "USER_CODE" ->
                program.poison() >= 0
                        && cause.startsWith("Remainder (subtask ")
                        && cause.contains("java.lang.IllegalStateException: poison " + program.poison())
                        && cause.contains("at SeededProgram.java:");
            case "CHANNEL" -> cluster.faults().contains("channel");
            case "TASK_MANAGER_LOST" ->
                cluster.faults().stream().anyMatch(fault -> cause.startsWith("TaskManager " + fault + " on "))
                        || (plan.containers().startFailures() > 0
                                && cause.contains("containers in a row failed to start"));
            default -> false;
        };
    }

    String traceHash() {
        return cluster.simulation().traceHash();
    }

    @Override
    public String toString() {
        return program + " on " + plan;
    }
}
