package io.yarnflink.testkit.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.transport.protocol.JobReport;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One program of a seeded run: what its client saw, and whether that and the job's end are as they must be. */
final class SeededJob {
    private final SeededProgram program;
    private final SimulatedClient client;
    private final ClusterPlan plan;
    private @Nullable Exception thrown;
    private boolean over;

    SeededJob(SeededProgram program, SimulatedClient client, ClusterPlan plan) {
        this.program = program;
        this.client = client;
        this.plan = plan;
    }

    void run() {
        try {
            client.run(() -> program.check(program.run()));
        } catch (Exception e) {
            thrown = e;
        } finally {
            over = true;
        }
    }

    boolean isOver() {
        return over;
    }

    boolean isMine(JobReport report) {
        return client.lastJob()
                .filter(id -> id.toString().equals(report.getJobId()))
                .isPresent();
    }

    /** A client that died may not have seen its job accepted; every other one must have seen it end. */
    void checkAccepted(List<JobReport> ended) {
        Optional<JobReport> mine = ended.stream().filter(this::isMine).findAny();
        if (mine.isEmpty() && client.process().isAlive()) {
            throw new AssertionError(program + " was never accepted", thrown);
        }
    }

    /** Checks the end of its job, and returns its kind. */
    String check(JobReport report, List<String> faults) {
        String end = end(report, faults);
        if (client.process().isAlive()) {
            if (report.getState().equals("FINISHED") && thrown != null) {
                throw new AssertionError("the job finished but its client failed", thrown);
            }
            if (!report.getState().equals("FINISHED")) {
                assertThat(thrown).as("failure seen by the client").hasMessageContaining(report.getCause());
            }
        }
        return end;
    }

    private String end(JobReport report, List<String> faults) {
        switch (report.getState()) {
            case "FINISHED" -> {
                assertThat(program.poison()).as("poison was read").isNegative();
                return "FINISHED";
            }
            case "CANCELED" -> {
                assertThat(faults).contains("cancel");
                assertThat(report.getCause()).isEmpty();
                return "CANCELED";
            }
            default -> {
                assertThat(isExplained(report, faults))
                        .as("cause: %s (%s), faults: %s", report.getCause(), report.getCauseKind(), faults)
                        .isTrue();
                return report.getCauseKind();
            }
        }
    }

    private boolean isExplained(JobReport report, List<String> faults) {
        String cause = report.getCause();
        return switch (report.getCauseKind()) {
            case "USER_CODE" ->
                program.poison() >= 0
                        && cause.startsWith("Remainder (subtask ")
                        && cause.contains("java.lang.IllegalStateException: poison " + program.poison())
                        && cause.contains("at SeededProgram.java:");
            case "CHANNEL" -> faults.contains("channel");
            case "CLIENT_LOST" -> faults.contains("client");
            case "TASK_MANAGER_LOST" ->
                faults.stream().anyMatch(fault -> cause.startsWith("TaskManager " + fault + " on "))
                        || ((plan.containers().startFailures() > 0 || faults.contains("unborn"))
                                && cause.contains("containers in a row failed to start"));
            default -> false;
        };
    }

    @Override
    public String toString() {
        return program.toString();
    }
}
