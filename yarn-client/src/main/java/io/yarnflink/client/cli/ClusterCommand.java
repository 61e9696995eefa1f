package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import java.util.concurrent.Callable;

/** A command about applications that are there already. */
abstract class ClusterCommand implements Callable<Integer> {
    private final Session session;

    ClusterCommand(Session session) {
        this.session = session;
    }

    @Override
    public final Integer call() throws ClientException, InterruptedException {
        try (Cluster cluster = session.cluster()) {
            run(cluster);
        }
        return 0;
    }

    abstract void run(Cluster cluster) throws ClientException, InterruptedException;

    final Session session() {
        return session;
    }

    final Console console() {
        return session.console();
    }
}
