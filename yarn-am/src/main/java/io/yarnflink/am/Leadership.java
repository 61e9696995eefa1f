package io.yarnflink.am;

import io.yarnflink.api.configuration.HighAvailabilityOptions;
import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;

/** How an attempt becomes the application's leader and is found by TaskManagers of the one before; calls may block. */
interface Leadership {
    static Leadership of(Application application) {
        return HighAvailabilityOptions.usesZooKeeper(application.process().settings())
                ? ElectedLeadership.of(application)
                : new StagedLeadership(application);
    }

    /** Returns when this attempt leads; from then on others find its ResourceManager. */
    void lead(Address resourceManager) throws IOException, InterruptedException;

    /** What names the latest checkpoints of jobs, beside the storage that holds them. */
    CheckpointPointers pointers();

    /** Deletes what is kept of leaders and checkpoints apart from the staging; the application's end is stored. */
    void end() throws IOException;
}
