package io.yarnflink.taskmanager.channels;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network buffers of one task: it waits for none while it holds others that are not full. Task thread only. */
final class TaskBuffers {
    private final DataNetwork network;
    private final List<RemoteOutput> outputs = new ArrayList<>();

    private DataNetwork.@Nullable Buffers buffers;

    TaskBuffers(DataNetwork network) {
        this.network = network;
    }

    void add(RemoteOutput output) {
        outputs.add(output);
    }

    DataBuffer next(int minCapacity) {
        DataNetwork.Buffers share = buffers == null ? network.buffers() : buffers;
        buffers = share;
        DataBuffer free = share.tryNext(minCapacity);
        if (free == null) {
            // What lies in them would never leave: only this task can send it, and it would be waiting here.
            outputs.forEach(RemoteOutput::flush);
            free = share.next(minCapacity);
        }
        return free;
    }
}
