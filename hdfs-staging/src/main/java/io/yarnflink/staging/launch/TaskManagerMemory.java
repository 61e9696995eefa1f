package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.MemoryOptions;
import io.yarnflink.api.configuration.TaskManagerOptions;

/**
 * A TaskManager's memory, in bytes. process = engine + metaspace + overhead, where the overhead is a share of the process
 * within bounds; engine = framework heap + task heap + off-heap + managed + network, where managed and network are shares
 * of the engine's memory and the task heap is what remains.
 */
public record TaskManagerMemory(
        long process, long frameworkHeap, long taskHeap, long offHeap, long managed, long network, Outside outside) {

    /** What the JVM takes beside the engine. */
    public record Outside(long metaspace, long overhead) {}

    public static TaskManagerMemory from(Configuration settings) {
        MemoryShare share = new MemoryShare(settings);
        long process = share.bytes(TaskManagerOptions.TOTAL_PROCESS_MEMORY);
        Outside outside = new Outside(
                share.bytes(MemoryOptions.METASPACE),
                share.of(
                        process,
                        MemoryOptions.OVERHEAD_FRACTION,
                        MemoryOptions.OVERHEAD_MIN,
                        MemoryOptions.OVERHEAD_MAX));
        long engine = Math.max(0, process - outside.metaspace() - outside.overhead());
        long managed = share.of(engine, MemoryOptions.MANAGED_FRACTION);
        long network =
                share.of(engine, MemoryOptions.NETWORK_FRACTION, MemoryOptions.NETWORK_MIN, MemoryOptions.NETWORK_MAX);
        long offHeap = share.bytes(MemoryOptions.FRAMEWORK_OFF_HEAP) + share.bytes(MemoryOptions.TASK_OFF_HEAP);
        long frameworkHeap = share.bytes(MemoryOptions.FRAMEWORK_HEAP);
        long heap = share.heap(
                TaskManagerOptions.TOTAL_PROCESS_MEMORY,
                outside.metaspace() + outside.overhead() + managed + network + offHeap,
                frameworkHeap);
        return new TaskManagerMemory(process, frameworkHeap, heap - frameworkHeap, offHeap, managed, network, outside);
    }

    /** Frames between TaskManagers are byte arrays, so that network memory lies on the JVM's heap. */
    public JvmMemory jvm() {
        return new JvmMemory(frameworkHeap + taskHeap + network, offHeap, outside.metaspace());
    }
}
