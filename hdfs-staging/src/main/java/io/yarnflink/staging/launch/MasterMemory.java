package io.yarnflink.staging.launch;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.configuration.JobManagerOptions;
import io.yarnflink.api.configuration.MemoryOptions;

/**
 * The ApplicationMaster's memory, in bytes: process = heap + off-heap + metaspace + overhead. The overhead is a share of
 * the process within bounds; the heap is what remains.
 */
public record MasterMemory(long process, long heap, long offHeap, long metaspace, long overhead) {
    private static final long LEAST_HEAP = 64 << 20;

    public static MasterMemory from(Configuration settings) {
        MemoryShare share = new MemoryShare(settings);
        long process = share.bytes(JobManagerOptions.TOTAL_PROCESS_MEMORY);
        long offHeap = share.bytes(MemoryOptions.JOBMANAGER_OFF_HEAP);
        long metaspace = share.bytes(MemoryOptions.JOBMANAGER_METASPACE);
        long overhead = share.of(
                process,
                MemoryOptions.JOBMANAGER_OVERHEAD_FRACTION,
                MemoryOptions.JOBMANAGER_OVERHEAD_MIN,
                MemoryOptions.JOBMANAGER_OVERHEAD_MAX);
        long heap = share.heap(JobManagerOptions.TOTAL_PROCESS_MEMORY, offHeap + metaspace + overhead, LEAST_HEAP);
        return new MasterMemory(process, heap, offHeap, metaspace, overhead);
    }

    public JvmMemory jvm() {
        return new JvmMemory(heap, offHeap, metaspace);
    }
}
