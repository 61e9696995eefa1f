package io.yarnflink.jobmanager.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.jobmanager.JobGraphs;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.ExecutionState;
import io.yarnflink.transport.protocol.ReportWatermark;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatermarkGroupsTest {
    private final WatermarkGroups groups = new WatermarkGroups();
    private final List<Execution> executions =
            new ExecutionGraph(JobGraphs.graph(List.of(JobGraphs.vertex("Sources", 3, "default"))), 1).executionsOf(0);

    private long report(int subtask, String group, long watermark, boolean idle) {
        return groups.report(
                executions.get(subtask),
                new ReportWatermark("job", executions.get(subtask).id(), group, watermark, idle, 100L));
    }

    @Test
    void theSlowestSourceHoldsItsGroupBack() {
        assertThat(report(0, "g", 1_000, false)).isEqualTo(1_100);
        assertThat(report(1, "g", 50, false)).isEqualTo(150);
        assertThat(report(0, "g", 1_050, false)).isEqualTo(150);
        assertThat(report(1, "g", 2_000, false)).isEqualTo(1_150);
    }

    @Test
    void sourcesOfOtherGroupsAndThoseThatHadNothingHoldNobodyBack() {
        report(0, "other", 5, false);
        report(1, "g", Long.MIN_VALUE, false);
        assertThat(report(2, "g", 1_000, false)).isEqualTo(1_100);
        assertThat(report(1, "g", Long.MIN_VALUE, false)).isEqualTo(1_100);
    }

    @Test
    void idleSourcesHoldNobodyBackUntilTheyGoOn() {
        report(0, "g", 5, true);
        assertThat(report(1, "g", 1_000, false)).isEqualTo(1_100);
        report(0, "g", 6, false);
        assertThat(report(1, "g", 1_000, false)).isEqualTo(106);
        report(0, "g", 7, true);
        assertThat(report(1, "g", 1_000, true)).as("all are idle").isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void finishedSourcesHoldNobodyBack() {
        report(0, "g", 5, false);
        assertThat(report(1, "g", 1_000, false)).isEqualTo(105);
        for (ExecutionState state :
                List.of(ExecutionState.DEPLOYING, ExecutionState.RUNNING, ExecutionState.FINISHED)) {
            if (executions.get(0).state().mayBecome(state)) {
                executions.get(0).become(state);
            }
        }
        assertThat(report(1, "g", 1_000, false)).isEqualTo(1_100);
    }

    @Test
    void aLateRepeatedReportAndTheEndOfTimeChangeNothing() {
        report(0, "g", 500, false);
        assertThat(report(0, "g", 400, false)).isEqualTo(600);
        assertThat(report(0, "g", Long.MAX_VALUE, false)).isEqualTo(Long.MAX_VALUE);
    }
}
