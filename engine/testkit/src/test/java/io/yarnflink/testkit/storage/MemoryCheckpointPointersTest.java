package io.yarnflink.testkit.storage;

import io.yarnflink.jobmanager.ha.CheckpointPointer;

class MemoryCheckpointPointersTest extends CheckpointPointerContractTest {
    private final MemoryCheckpointPointers pointers = new MemoryCheckpointPointers();

    @Override
    CheckpointPointer pointer(long epoch) {
        return pointers.of(epoch, StorageFaults.NONE).of("job").orElseThrow();
    }
}
