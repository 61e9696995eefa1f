package io.yarnflink.jobmanager.slots;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The slots one job holds, at most as many as it needs; its JobMaster's main thread only. */
public final class SlotPool {
    private final int required;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    public SlotPool(int required) {
        this.required = required;
    }

    /** Takes the slot if it is needed; a slot offered again stays taken. */
    public boolean offer(Slot slot) {
        if (slots.containsKey(slot.allocationId())) {
            return true;
        }
        if (isComplete()) {
            return false;
        }
        slots.put(slot.allocationId(), slot);
        return true;
    }

    public boolean isComplete() {
        return slots.size() == required;
    }

    public int required() {
        return required;
    }

    public Collection<Slot> slots() {
        return List.copyOf(slots.values());
    }

    public int held() {
        return slots.size();
    }

    public int taskManagers() {
        return (int) slots.values().stream()
                .map(slot -> slot.taskManager().id())
                .distinct()
                .count();
    }

    /** Forgets and returns what the TaskManager gave. */
    public List<Slot> removeTaskManager(String taskManagerId) {
        List<Slot> removed = new ArrayList<>();
        Iterator<Slot> all = slots.values().iterator();
        while (all.hasNext()) {
            Slot slot = all.next();
            if (slot.taskManager().id().equals(taskManagerId)) {
                removed.add(slot);
                all.remove();
            }
        }
        return removed;
    }

    /** Forgets and returns all slots. */
    public List<Slot> clear() {
        List<Slot> all = List.copyOf(slots.values());
        slots.clear();
        return all;
    }
}
