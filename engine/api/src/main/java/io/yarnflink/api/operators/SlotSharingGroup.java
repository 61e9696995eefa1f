package io.yarnflink.api.operators;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.configuration.MemorySize;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators of one group may share slots; what a group says of resources, slots cannot give, as they are equal shares. */
public class SlotSharingGroup implements Serializable {
    private final String name;
    private final @Nullable Double cpuCores;
    private final @Nullable MemorySize taskHeapMemory;
    private final @Nullable MemorySize taskOffHeapMemory;
    private final @Nullable MemorySize managedMemory;
    private final HashMap<String, Double> externalResources;

    private SlotSharingGroup(Builder builder) {
        name = builder.name;
        cpuCores = builder.cpuCores;
        taskHeapMemory = builder.taskHeapMemory;
        taskOffHeapMemory = builder.taskOffHeapMemory;
        managedMemory = builder.managedMemory;
        externalResources = new HashMap<>(builder.externalResources);
    }

    public static Builder newBuilder(String name) {
        return new Builder(name);
    }

    public String getName() {
        return name;
    }

    public Optional<Double> getCpuCores() {
        return Optional.ofNullable(cpuCores);
    }

    public Optional<MemorySize> getTaskHeapMemory() {
        return Optional.ofNullable(taskHeapMemory);
    }

    public Optional<MemorySize> getTaskOffHeapMemory() {
        return Optional.ofNullable(taskOffHeapMemory);
    }

    public Optional<MemorySize> getManagedMemory() {
        return Optional.ofNullable(managedMemory);
    }

    public Map<String, Double> getExternalResources() {
        return Map.copyOf(externalResources);
    }

    /** Its name; refused when it asks for resources. */
    public String nameOfEqualShare() {
        if (!equals(newBuilder(name).build())) {
            throw new IllegalArgumentException(
                    "Slot sharing group '" + name + "' asks for resources of its own, but the"
                            + " slots of a TaskManager are equal shares of it: leave them out, and size the TaskManagers instead");
        }
        return name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SlotSharingGroup that
                && name.equals(that.name)
                && Objects.equals(cpuCores, that.cpuCores)
                && Objects.equals(taskHeapMemory, that.taskHeapMemory)
                && Objects.equals(taskOffHeapMemory, that.taskOffHeapMemory)
                && Objects.equals(managedMemory, that.managedMemory)
                && externalResources.equals(that.externalResources);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, cpuCores, taskHeapMemory, taskOffHeapMemory, managedMemory, externalResources);
    }

    @Override
    public String toString() {
        return "SlotSharingGroup '" + name + "'";
    }

    /** Names a group and what its slots should have. */
    public static class Builder {
        private final String name;
        private @Nullable Double cpuCores;
        private @Nullable MemorySize taskHeapMemory;
        private @Nullable MemorySize taskOffHeapMemory;
        private @Nullable MemorySize managedMemory;
        private final Map<String, Double> externalResources = new HashMap<>();

        private Builder(String name) {
            this.name = requireNonNull(name, "slot sharing group is null");
        }

        public Builder setCpuCores(double cpuCores) {
            if (cpuCores <= 0) {
                throw new IllegalArgumentException("CPU cores must be more than 0, were " + cpuCores);
            }
            this.cpuCores = cpuCores;
            return this;
        }

        public Builder setTaskHeapMemory(MemorySize taskHeapMemory) {
            this.taskHeapMemory = requireNonNull(taskHeapMemory, "memory is null");
            return this;
        }

        public Builder setTaskHeapMemoryMB(int taskHeapMemoryMB) {
            return setTaskHeapMemory(MemorySize.ofMebiBytes(taskHeapMemoryMB));
        }

        public Builder setTaskOffHeapMemory(MemorySize taskOffHeapMemory) {
            this.taskOffHeapMemory = requireNonNull(taskOffHeapMemory, "memory is null");
            return this;
        }

        public Builder setTaskOffHeapMemoryMB(int taskOffHeapMemoryMB) {
            return setTaskOffHeapMemory(MemorySize.ofMebiBytes(taskOffHeapMemoryMB));
        }

        public Builder setManagedMemory(MemorySize managedMemory) {
            this.managedMemory = requireNonNull(managedMemory, "memory is null");
            return this;
        }

        public Builder setManagedMemoryMB(int managedMemoryMB) {
            return setManagedMemory(MemorySize.ofMebiBytes(managedMemoryMB));
        }

        public Builder setExternalResource(String name, double value) {
            externalResources.put(requireNonNull(name, "name is null"), value);
            return this;
        }

        public SlotSharingGroup build() {
            return new SlotSharingGroup(this);
        }
    }
}
