package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.execution.JobState;
import io.yarnflink.jobmanager.slots.SlotPool;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.TaskCounters;
import io.yarnflink.transport.protocol.VertexReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says how a job stands. */
final class JobReports {
    private JobReports() {}

    static JobReport report(JobState state, ExecutionGraph executions, SlotPool pool, long startedAt, long endedAt) {
        Optional<JobFailure> failure = state.failure();
        return JobReport.newBuilder()
                .setJobId(executions.jobGraph().jobId().toString())
                .setName(executions.jobGraph().name())
                .setState(state.status().name())
                .setCause(failure.map(JobFailure::line).orElse(""))
                .setCauseKind(failure.map(JobFailure::kind).orElse(""))
                .setDetail(failure.map(JobFailure::detail).orElse(""))
                .setStartedAt(startedAt)
                .setEndedAt(endedAt)
                .setSlotsRequired(pool.required())
                .setSlotsHeld(pool.held())
                .setTaskManagers(pool.taskManagers())
                .setRecordsRead(recordsRead(executions))
                .setFirstRecordAt(firstRecordAt(executions))
                .setVertices(vertices(executions))
                .setAccumulators(state instanceof JobState.Finished ? executions.accumulators() : List.of())
                .build();
    }

    /** The report with the accumulators of a job that is under way too. */
    static JobReport soFar(JobReport report, ExecutionGraph executions) {
        report.setAccumulators(executions.accumulators());
        return report;
    }

    /** When the first record reached the end of the job; 0 for not yet. */
    static long firstRecordAt(ExecutionGraph executions) {
        long first = 0;
        for (Execution execution : executions.executions()) {
            boolean atTheEnd = executions
                    .jobGraph()
                    .outputsOf(execution.subtaskId().vertex())
                    .isEmpty();
            if (atTheEnd && execution.firstRecordAt() != 0) {
                first = first == 0 ? execution.firstRecordAt() : Math.min(first, execution.firstRecordAt());
            }
        }
        return first;
    }

    private static long recordsRead(ExecutionGraph executions) {
        long records = 0;
        for (Execution execution : executions.executions()) {
            if (execution.vertex().isSource()) {
                records += execution.counters().getRecordsIn();
            }
        }
        return records;
    }

    private static List<VertexReport> vertices(ExecutionGraph executions) {
        List<VertexReport> reports = new ArrayList<>();
        for (int vertex = 0; vertex < executions.jobGraph().vertices().size(); vertex++) {
            List<Execution> subtasks = executions.executionsOf(vertex);
            Map<String, Integer> states = new TreeMap<>();
            TaskCounters sum = new TaskCounters(0L, 0L, 0L, 0L);
            for (Execution subtask : subtasks) {
                states.merge(subtask.state().name(), 1, Integer::sum);
                add(sum, subtask.counters());
            }
            reports.add(new VertexReport(
                    executions.jobGraph().vertices().get(vertex).name(), subtasks.size(), states, sum));
        }
        return reports;
    }

    private static void add(TaskCounters sum, TaskCounters counters) {
        sum.setRecordsIn(sum.getRecordsIn() + counters.getRecordsIn());
        sum.setRecordsOut(sum.getRecordsOut() + counters.getRecordsOut());
        sum.setBytesIn(sum.getBytesIn() + counters.getBytesIn());
        sum.setBytesOut(sum.getBytesOut() + counters.getBytesOut());
    }
}
