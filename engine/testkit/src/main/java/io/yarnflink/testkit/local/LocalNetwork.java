package io.yarnflink.testkit.local;

import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.rpc.RpcService;

/** Connects the processes that a local cluster pretends to have. */
interface LocalNetwork extends AutoCloseable {
    /** A new process that endpoints of others can reach. */
    RpcService rpc(String process);

    DataNetwork data(String process);

    @Override
    void close();
}
