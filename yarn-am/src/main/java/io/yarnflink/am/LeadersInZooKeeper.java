package io.yarnflink.am;

import io.yarnflink.jobmanager.ha.ZooKeeperLeaders;
import io.yarnflink.jobmanager.ha.ZooKeeperSettings;
import io.yarnflink.taskmanager.LeaderDirectory.Leader;

/** Word of leaders in ZooKeeper; apart from all else, because only some applications have its classes. */
final class LeadersInZooKeeper {
    private LeadersInZooKeeper() {}

    static NextLeaders.Word open(ContainerProcess process, String applicationId, Runnable news) {
        ZooKeeperLeaders leaders = new ZooKeeperLeaders(
                ZooKeeperSettings.from(process.settings(), applicationId), process.zooKeeperKey(), news);
        return () -> leaders.newest().map(leader -> new Leader(leader.epoch(), leader.resourceManager()));
    }
}
