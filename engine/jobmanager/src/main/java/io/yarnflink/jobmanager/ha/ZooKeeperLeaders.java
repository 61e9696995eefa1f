package io.yarnflink.jobmanager.ha;

import java.io.IOException;
import java.util.Optional;

/** Who leads an application, for those of its processes that follow; calls block, on any thread. */
public final class ZooKeeperLeaders implements AutoCloseable {
    private final Znodes znodes;
    private final String path;

    /** {@code news} hears that there may be another leader, on a thread that must not be kept. */
    public ZooKeeperLeaders(ZooKeeperSettings settings, byte[] key, Runnable news) {
        this.znodes = new Znodes(settings, key);
        this.path = settings.leader();
        znodes.watch(path, leader -> news.run());
    }

    /** Empty when nobody has led yet, or the application has ended. */
    public Optional<LeaderNode> newest() throws IOException {
        Optional<Znodes.Znode> there = znodes.read(path);
        return there.isEmpty()
                ? Optional.empty()
                : Optional.of(LeaderNode.decode(path, there.get().bytes()));
    }

    @Override
    public void close() {
        znodes.close();
    }
}
