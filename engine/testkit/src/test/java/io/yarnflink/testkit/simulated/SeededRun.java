package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.api.tuple.Tuple2;
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

    /** Runs to the end and checks everything; returns the kind of the end. */
    String run() throws Exception {
        List<Tuple2<Long, Long>> results = new ArrayList<>();
        boolean[] finished = {false};
        try {
            cluster.run(() -> {
                results.addAll(program.run());
                finished[0] = true;
            });
        } catch (RuntimeException e) {
            boolean failed = cluster.endedJobs().stream()
                    .anyMatch(report -> report.getState().equals("FAILED"));
            if (!failed) {
                throw e;
            }
        }
        assertThat(cluster.leaks()).as("leaks").isEmpty();
        assertThat(cluster.endedJobs()).hasSize(1);
        JobReport report = cluster.endedJobs().get(0);
        if (finished[0]) {
            assertThat(report.getState()).isEqualTo("FINISHED");
            assertThat(program.poison()).as("poison was read").isNegative();
            program.check(results);
            return "FINISHED";
        }
        assertThat(report.getState()).isEqualTo("FAILED");
        assertThat(isExplained(report))
                .as("cause: %s (%s), faults: %s", report.getCause(), report.getCauseKind(), cluster.faults())
                .isTrue();
        return report.getCauseKind();
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
