package io.yarnflink.am;

import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.staging.LeaderFiles;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;

/** YARN alone says who leads, and a file in the staging where it is. */
record StagedLeadership(Application application) implements Leadership {
    @Override
    public void lead(Address resourceManager) throws IOException {
        if (application.epoch() == 1) {
            // The TaskManagers that there are were started by this attempt, and know it.
            return;
        }
        application
                .leaders()
                .write(new LeaderFiles.Leader(
                        application.epoch(),
                        resourceManager.host(),
                        resourceManager.port(),
                        resourceManager.endpoint()));
    }

    @Override
    public CheckpointPointers pointers() {
        return CheckpointPointers.NONE;
    }

    @Override
    public void end() {}
}
