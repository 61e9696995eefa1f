package io.yarnflink.jobmanager.job;

import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.events.EventLog;
import io.yarnflink.transport.events.LifecycleEvent;
import io.yarnflink.transport.events.LifecycleStep;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes the steps of one job to the event log, each once. JobMaster's main thread only. */
final class JobEvents {
    private final EventLog log;
    private final Clock clock;
    private final String host;
    private final ExecutionGraph executions;
    private final Set<String> deployed = new HashSet<>();
    private boolean firstRecordSeen;

    JobEvents(EventLog log, Clock clock, String host, ExecutionGraph executions) {
        this.log = log;
        this.clock = clock;
        this.host = host;
        this.executions = executions;
    }

    void slotsRequested(int slots) {
        append(LifecycleStep.SLOTS_REQUESTED, clock.wallMillis(), Map.of("slots", String.valueOf(slots)));
    }

    void slotsOffered(TaskManagerPeer taskManager) {
        append(LifecycleStep.SLOTS_OFFERED, clock.wallMillis(), Map.of("taskManagerId", taskManager.id()));
    }

    /** A subtask reached its TaskManager; when all of that TaskManager have, an event says so. */
    void deployed(Execution execution) {
        if (!deployed.add(execution.id())) {
            return;
        }
        TaskManagerPeer taskManager = execution.deployedSlot().taskManager();
        for (Execution other : executions.executions()) {
            if (other.runsOn(taskManager.id()) && !deployed.contains(other.id())) {
                return;
            }
        }
        append(LifecycleStep.TASKS_DEPLOYED, clock.wallMillis(), Map.of("taskManagerId", taskManager.id()));
    }

    /** {@code checkpoint}: what it goes on from, if it does. */
    void running(Optional<Long> checkpoint) {
        append(
                LifecycleStep.JOB_RUNNING,
                clock.wallMillis(),
                checkpoint.map(id -> Map.of("checkpoint", id.toString())).orElse(Map.of()));
    }

    /** The job begins again, after a while. */
    void restarting(int restarts, JobFailure cause, Duration backoff) {
        append(
                LifecycleStep.JOB_RESTARTING,
                clock.wallMillis(),
                Map.of(
                        "restarts", String.valueOf(restarts),
                        "cause", cause.line(),
                        "backoffMillis", String.valueOf(backoff.toMillis())));
    }

    /** Looks whether a record has reached the end of the job by now. */
    void progressed() {
        if (!firstRecordSeen) {
            long first = JobReports.firstRecordAt(executions);
            if (first != 0) {
                firstRecordSeen = true;
                append(LifecycleStep.FIRST_RECORD, first, Map.of());
            }
        }
    }

    void finished(String state) {
        append(LifecycleStep.JOB_FINISHED, clock.wallMillis(), Map.of("state", state));
    }

    private void append(LifecycleStep step, long wallMillis, Map<String, String> more) {
        Map<String, String> ids = new TreeMap<>(more);
        ids.put("jobId", executions.jobGraph().jobId().toString());
        log.append(new LifecycleEvent(step, "JobMaster", host, wallMillis, ids));
    }
}
