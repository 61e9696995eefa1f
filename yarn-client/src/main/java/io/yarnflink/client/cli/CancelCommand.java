package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.ClusterRequests;
import io.yarnflink.client.JobAccess;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.settings.ClusterSpec;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a job in order. */
@Command(
        name = "cancel",
        header = "Cancel an application's job and wait for its end; what does not end in time is killed through YARN.")
final class CancelCommand extends ClusterCommand {
    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    CancelCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        JobAccess access = JobAccess.find(cluster, application.id);
        Optional<JobOutcome> end = access.end(cluster.staging());
        JobOutcome outcome = end.isPresent() ? end.get() : cancel(cluster, access);
        console().progress().clear();
        console().row(outcome.fields());
    }

    private JobOutcome cancel(Cluster cluster, JobAccess access) throws ClientException, InterruptedException {
        ClusterSpec spec = ClusterSpec.from(settings());
        return new ClusterRequests(
                        cluster,
                        session().environment().pace(),
                        session().threads(),
                        console().progress())
                .cancel(access, spec.patience().cancel());
    }
}
