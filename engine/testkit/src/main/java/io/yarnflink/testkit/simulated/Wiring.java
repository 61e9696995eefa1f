package io.yarnflink.testkit.simulated;

import io.yarnflink.jobmanager.resources.ContainerProvider;
import io.yarnflink.state.storage.CheckpointStorages;
import io.yarnflink.transport.rpc.RpcService;

/** What stands between the engine and the simulated world: nothing, unless a test puts something there. */
public interface Wiring {
    Wiring DIRECT = new Wiring() {};

    /** The RPC service that the JobManager gets. */
    default RpcService jobManager(RpcService real) {
        return real;
    }

    /** The RPC service that one TaskManager gets. */
    default RpcService taskManager(RpcService real) {
        return real;
    }

    default ContainerProvider containers(ContainerProvider real) {
        return real;
    }

    /** Where a process keeps checkpoints; asked once for each process. */
    default CheckpointStorages storage(CheckpointStorages real) {
        return real;
    }
}
