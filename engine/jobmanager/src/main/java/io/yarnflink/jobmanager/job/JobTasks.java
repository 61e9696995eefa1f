package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.execution.TaskDeployment;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotPlan;
import io.yarnflink.transport.protocol.SubmitTask;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The subtasks of some vertices of a job, on their way to slots and back. The JobMaster's main thread only. */
final class JobTasks {
    private final ExecutionGraph executions;
    private final SlotPlan slotPlan;
    private final TaskControl control;
    private final LeaderEndpoint.Caller caller;
    private final JobCheckpoints checkpoints;

    JobTasks(ExecutionGraph executions, TaskControl control, LeaderEndpoint.Caller caller, JobCheckpoints checkpoints) {
        this.executions = executions;
        this.slotPlan = new SlotPlan(executions.jobGraph());
        this.control = control;
        this.caller = caller;
        this.checkpoints = checkpoints;
    }

    /**
     * Gives every subtask its slot.
     *
     * @return what is to be sent for those of these vertices
     * @throws IllegalArgumentException when what is to be restored does not fit the program
     */
    List<SubmitTask> describe(Set<Integer> vertices, Collection<Slot> slots) {
        executions.assign(slotPlan.over(slots));
        TaskDeployment deployment = new TaskDeployment(executions, caller.self(), checkpoints.forTasks());
        return executionsOf(vertices).stream().map(deployment::describe).toList();
    }

    void deploy(List<SubmitTask> described) {
        described.forEach(
                task -> executions.find(task.getExecutionId()).ifPresent(execution -> control.deploy(execution, task)));
    }

    void cancel(Set<Integer> vertices) {
        executionsOf(vertices).forEach(control::cancel);
    }

    private List<Execution> executionsOf(Set<Integer> vertices) {
        return executions.executions().stream()
                .filter(execution -> vertices.contains(execution.subtaskId().vertex()))
                .toList();
    }
}
