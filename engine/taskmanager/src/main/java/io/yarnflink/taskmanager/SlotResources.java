package io.yarnflink.taskmanager;

/** What a TaskManager has to give; sizes in bytes. */
public record SlotResources(int slots, double cpu, long heap, long managed, long network) {
    public SlotResources {
        if (slots < 1) {
            throw new IllegalArgumentException("a TaskManager needs at least one slot, got " + slots);
        }
    }
}
