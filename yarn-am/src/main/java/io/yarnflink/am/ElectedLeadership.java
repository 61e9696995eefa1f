package io.yarnflink.am;

import io.yarnflink.jobmanager.ha.CheckpointPointers;
import io.yarnflink.jobmanager.ha.ZooKeeperLeadership;
import io.yarnflink.jobmanager.ha.ZooKeeperSettings;
import io.yarnflink.transport.rpc.Address;
import java.io.IOException;

/** ZooKeeper says who leads, where it is, and which checkpoint is the latest. */
record ElectedLeadership(ZooKeeperLeadership zooKeeper) implements Leadership {
    static ElectedLeadership of(Application application) {
        ContainerProcess process = application.process();
        return new ElectedLeadership(new ZooKeeperLeadership(
                ZooKeeperSettings.from(process.settings(), application.id()),
                process.zooKeeperKey(),
                new ZooKeeperLeadership.Candidate(
                        application.id(),
                        application.epoch(),
                        process.identity().containerId()),
                new Fate()));
    }

    @Override
    public void lead(Address resourceManager) throws InterruptedException {
        zooKeeper.lead(resourceManager);
    }

    @Override
    public CheckpointPointers pointers() {
        return zooKeeper;
    }

    @Override
    public void end() throws IOException {
        zooKeeper.end();
        zooKeeper.close();
    }

    /** Whatever it hears ends this process at once. */
    private static final class Fate implements ZooKeeperLeadership.Fate {
        @Override
        public void superseded(String why) {
            ContainerProcess.stopAsSuperseded(why);
        }

        @Override
        public void broken(String why) {
            ContainerProcess.giveUp("what is kept in ZooKeeper cannot be gone on from: " + why);
        }
    }
}
