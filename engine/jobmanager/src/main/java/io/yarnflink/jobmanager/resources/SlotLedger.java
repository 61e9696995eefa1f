package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.rpc.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which slots there are, which jobs want how many, and who got which. ResourceManager's main thread only. */
final class SlotLedger {
    private final long epoch;
    private final Map<String, RegisteredTaskManager> taskManagers = new TreeMap<>();
    private final Map<String, JobDemand> demands = new LinkedHashMap<>();
    private long allocations;

    SlotLedger(long epoch) {
        this.epoch = epoch;
    }

    /** A slot that now belongs to a job, which is to be told. */
    record Assignment(RegisteredTaskManager taskManager, int slot, Allocation allocation, JobDemand demand) {}

    void add(RegisteredTaskManager taskManager) {
        taskManagers.put(taskManager.id(), taskManager);
    }

    Optional<RegisteredTaskManager> taskManager(String id) {
        return Optional.ofNullable(taskManagers.get(id));
    }

    Optional<RegisteredTaskManager> remove(String taskManagerId) {
        return Optional.ofNullable(taskManagers.remove(taskManagerId));
    }

    Collection<RegisteredTaskManager> taskManagers() {
        return List.copyOf(taskManagers.values());
    }

    JobDemand declare(String jobId, Address jobMaster, int slots) {
        JobDemand demand = demands.computeIfAbsent(jobId, id -> new JobDemand(id, jobMaster));
        demand.require(slots);
        return demand;
    }

    Optional<JobDemand> demand(String jobId) {
        return Optional.ofNullable(demands.get(jobId));
    }

    Collection<JobDemand> demands() {
        return List.copyOf(demands.values());
    }

    /** The job wants nothing any more; its slots are free. */
    void withdraw(String jobId) {
        JobDemand demand = demands.remove(jobId);
        if (demand != null) {
            demand.stopClock();
        }
        taskManagers.values().forEach(taskManager -> taskManager.free(jobId));
    }

    /** The job lost these; whoever has been given them since keeps them. */
    void free(List<String> allocationIds) {
        taskManagers.values().stream()
                .flatMap(taskManager -> taskManager.slots().stream())
                .filter(slot -> allocationIds.stream().anyMatch(slot::holds))
                .forEach(RegisteredTaskManager.SlotEntry::free);
    }

    int held(String jobId) {
        return taskManagers.values().stream()
                .mapToInt(taskManager -> taskManager.allocatedTo(jobId))
                .sum();
    }

    int missing(JobDemand demand) {
        return demand.isGivenUp() ? 0 : Math.max(0, demand.required() - held(demand.jobId()));
    }

    /** Whether some job wants slots, now or soon again. */
    boolean isInUse() {
        return demands.values().stream().anyMatch(demand -> !demand.isGivenUp());
    }

    /** Those that no job uses. */
    List<RegisteredTaskManager> idle() {
        return taskManagers.values().stream()
                .filter(RegisteredTaskManager::isIdle)
                .toList();
    }

    int missing() {
        return demands.values().stream().mapToInt(this::missing).sum();
    }

    /** Gives free slots to the jobs that miss some, first come, first served, each from the emptiest TaskManager. */
    List<Assignment> assign() {
        List<Assignment> assignments = new ArrayList<>();
        for (JobDemand demand : demands.values()) {
            for (int missing = missing(demand); missing > 0; missing--) {
                Optional<RegisteredTaskManager> emptiest = taskManagers.values().stream()
                        .filter(taskManager -> taskManager.freeSlots() > 0)
                        .max(Comparator.comparingInt(RegisteredTaskManager::freeSlots));
                if (emptiest.isEmpty()) {
                    return assignments;
                }
                assignments.add(allocate(emptiest.get(), demand));
            }
        }
        return assignments;
    }

    private Assignment allocate(RegisteredTaskManager taskManager, JobDemand demand) {
        RegisteredTaskManager.SlotEntry slot = taskManager.firstFree().orElseThrow();
        // The epoch keeps allocations of two leaders apart.
        Allocation allocation = new Allocation("allocation-" + epoch + "-" + ++allocations, demand.jobId());
        slot.allocate(allocation);
        return new Assignment(taskManager, slot.index(), allocation, demand);
    }
}
