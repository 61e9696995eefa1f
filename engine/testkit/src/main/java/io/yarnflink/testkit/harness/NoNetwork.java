package io.yarnflink.testkit.harness;

import io.yarnflink.transport.data.DataNetwork;
import io.yarnflink.transport.data.SubpartitionId;

/** All tasks of a verification are in one process. */
final class NoNetwork implements DataNetwork {
    @Override
    public String host() {
        return "host";
    }

    @Override
    public int port() {
        return 1;
    }

    @Override
    public void publish(SubpartitionId id, Producer producer) {
        throw refused();
    }

    @Override
    public void withdraw(SubpartitionId id) {}

    @Override
    public IncomingChannel open(String host, int port, SubpartitionId id, int mostCredit, Consumer consumer) {
        throw refused();
    }

    @Override
    public Buffers buffers() {
        throw refused();
    }

    private static IllegalStateException refused() {
        return new IllegalStateException("a verification has no network");
    }

    @Override
    public long bytesInUse() {
        return 0;
    }

    @Override
    public void close() {}
}
