package io.yarnflink.taskmanager.channels;

import io.yarnflink.transport.data.DataBuffer;
import io.yarnflink.transport.data.DataNetwork;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network buffers of one task. Task thread only. */
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
        return share.next(minCapacity);
    }
}
