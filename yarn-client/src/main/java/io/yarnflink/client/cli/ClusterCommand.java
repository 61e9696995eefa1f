package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.client.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command about applications that are there already. */
abstract class ClusterCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "-D",
            paramLabel = "<key>=<value>",
            description = "Set a configuration key, as when the job was submitted; repeatable.")
    List<String> definitions = new ArrayList<>();

    ClusterCommand(Session session) {
        this.session = session;
    }

    @Override
    public final Integer call() throws ClientException, InterruptedException {
        Settings settings = settings();
        try (Cluster cluster =
                session.opener().open(settings, ClusterSpec.from(settings).patience())) {
            run(cluster);
        }
        return 0;
    }

    abstract void run(Cluster cluster) throws ClientException, InterruptedException;

    final Settings settings() throws ClientException {
        Settings settings = session.settings();
        for (String definition : definitions) {
            settings.addDefinition(definition);
        }
        return settings;
    }

    final Session session() {
        return session;
    }

    final Console console() {
        return session.console();
    }
}
