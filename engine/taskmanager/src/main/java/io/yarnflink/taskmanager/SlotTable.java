package io.yarnflink.taskmanager;

import io.yarnflink.transport.protocol.SlotStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The slots of a TaskManager and who has them. Main thread only. */
final class SlotTable {
    private final @Nullable TaskSlot[] slots;

    SlotTable(int count) {
        slots = new @Nullable TaskSlot[count];
    }

    int count() {
        return slots.length;
    }

    Optional<TaskSlot> at(int index) {
        return Optional.ofNullable(slots[index]);
    }

    void put(TaskSlot slot) {
        slots[slot.index()] = slot;
    }

    void remove(TaskSlot slot) {
        slots[slot.index()] = null;
    }

    Optional<TaskSlot> withAllocation(String allocationId) {
        return taken().stream()
                .filter(slot -> slot.allocationId().equals(allocationId))
                .findFirst();
    }

    List<TaskSlot> taken() {
        List<TaskSlot> taken = new ArrayList<>();
        for (TaskSlot slot : slots) {
            if (slot != null) {
                taken.add(slot);
            }
        }
        return taken;
    }

    boolean hasJob(String jobId) {
        return taken().stream().anyMatch(slot -> slot.jobId().equals(jobId));
    }

    Optional<RunningTask> task(String executionId) {
        return tasks().stream()
                .filter(task -> task.executionId().equals(executionId))
                .findFirst();
    }

    List<RunningTask> tasks() {
        return taken().stream().flatMap(slot -> slot.tasks().stream()).toList();
    }

    List<SlotStatus> statuses() {
        List<SlotStatus> statuses = new ArrayList<>();
        for (int i = 0; i < slots.length; i++) {
            TaskSlot slot = slots[i];
            statuses.add(
                    new SlotStatus(i, slot == null ? null : slot.allocationId(), slot == null ? null : slot.jobId()));
        }
        return statuses;
    }
}
