package io.yarnflink.taskmanager;

import io.yarnflink.transport.rpc.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A slot that is given to a job, and the tasks in it: one subtask of each vertex of its sharing group. Main thread only. */
final class TaskSlot {
    private final int index;
    private final String allocationId;
    private final String jobId;
    private final Address jobMaster;
    private final Map<String, RunningTask> tasks = new LinkedHashMap<>();
    private boolean accepted;
    private @Nullable CompletableFuture<Void> freed;

    TaskSlot(int index, String allocationId, String jobId, Address jobMaster) {
        this.index = index;
        this.allocationId = allocationId;
        this.jobId = jobId;
        this.jobMaster = jobMaster;
    }

    int index() {
        return index;
    }

    String allocationId() {
        return allocationId;
    }

    String jobId() {
        return jobId;
    }

    Address jobMaster() {
        return jobMaster;
    }

    /** Whether the JobMaster has taken the slot. */
    boolean isAccepted() {
        return accepted;
    }

    void accept() {
        accepted = true;
    }

    void add(RunningTask task) {
        tasks.put(task.executionId(), task);
    }

    void remove(RunningTask task) {
        tasks.remove(task.executionId());
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    boolean isBeingFreed() {
        return freed != null;
    }

    /** No more tasks come, those here are ended; completes when they are gone. */
    CompletableFuture<Void> free() {
        CompletableFuture<Void> whenFreed = freed;
        if (whenFreed == null) {
            whenFreed = new CompletableFuture<>();
            freed = whenFreed;
            List.copyOf(tasks.values()).forEach(RunningTask::cancel);
        }
        return whenFreed;
    }

    /** The slot is free again. */
    void completeFreeing() {
        if (freed != null) {
            freed.complete(null);
        }
    }

    List<RunningTask> tasks() {
        return new ArrayList<>(tasks.values());
    }
}
