package io.yarnflink.jobmanager.resources;

import io.yarnflink.transport.rpc.Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A TaskManager that is there, and to whom its slots are given. ResourceManager's main thread only. */
final class RegisteredTaskManager {
    private final String id;
    private final String host;
    private final Address taskExecutor;
    private final List<SlotEntry> slots;

    RegisteredTaskManager(String id, String host, Address taskExecutor, int slots) {
        this.id = id;
        this.host = host;
        this.taskExecutor = taskExecutor;
        this.slots = IntStream.range(0, slots).mapToObj(SlotEntry::new).toList();
    }

    String id() {
        return id;
    }

    String host() {
        return host;
    }

    Address taskExecutor() {
        return taskExecutor;
    }

    SlotEntry slot(int index) {
        return slots.get(index);
    }

    int freeSlots() {
        return (int) slots.stream().filter(SlotEntry::isFree).count();
    }

    boolean isIdle() {
        return freeSlots() == slots.size();
    }

    Optional<SlotEntry> firstFree() {
        return slots.stream().filter(SlotEntry::isFree).findFirst();
    }

    int allocatedTo(String jobId) {
        return (int) slots.stream().filter(slot -> slot.isAllocatedTo(jobId)).count();
    }

    Set<String> jobs() {
        Set<String> jobs = new LinkedHashSet<>();
        slots.forEach(slot -> slot.allocation().ifPresent(allocation -> jobs.add(allocation.jobId())));
        return jobs;
    }

    /** Takes back what the job had. */
    void free(String jobId) {
        slots.stream().filter(slot -> slot.isAllocatedTo(jobId)).forEach(SlotEntry::free);
    }

    List<SlotEntry> slots() {
        return new ArrayList<>(slots);
    }

    /** One slot: free, or given to a job. */
    static final class SlotEntry {
        private final int index;
        private @Nullable Allocation allocation;
        private @Nullable Long confirmedNanos;

        SlotEntry(int index) {
            this.index = index;
        }

        int index() {
            return index;
        }

        boolean isFree() {
            return allocation == null;
        }

        Optional<Allocation> allocation() {
            return Optional.ofNullable(allocation);
        }

        boolean isAllocatedTo(String jobId) {
            return allocation != null && allocation.jobId().equals(jobId);
        }

        boolean holds(String allocationId) {
            return allocation != null && allocation.allocationId().equals(allocationId);
        }

        void allocate(Allocation given) {
            allocation = Objects.requireNonNull(given);
            confirmedNanos = null;
        }

        void free() {
            allocation = null;
            confirmedNanos = null;
        }

        /** The TaskManager knows of the allocation since then. */
        void confirm(long nanos) {
            confirmedNanos = nanos;
        }

        /** Whether the answer to a heartbeat sent then tells what became of the allocation. */
        boolean isKnownSince(long nanos) {
            return confirmedNanos != null && nanos - confirmedNanos > 0;
        }
    }
}
