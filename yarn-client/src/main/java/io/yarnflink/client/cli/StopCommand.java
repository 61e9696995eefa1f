package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.ClusterRequests;
import io.yarnflink.client.JobAccess;
import io.yarnflink.client.Savepoints;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a job in order, with a savepoint. */
@Command(
        name = "stop",
        header = "Stop an application's job with a savepoint: all that it has read is in its state and its output.")
final class StopCommand extends ClusterCommand {
    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    @Option(
            names = {"-p", "--savepointPath", "--savepoint-path"},
            paramLabel = "<folder>",
            description = "Below which the savepoint is to lie (default: execution.checkpointing.savepoint-dir).")
    String folder = "";

    @Option(
            names = {"-d", "--drain"},
            description = {
                "Go on to the end of event time before: all windows fire. Only for a job that",
                "will not go on from the savepoint."
            })
    boolean drain;

    StopCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        JobAccess access = JobAccess.find(cluster, application.id);
        String path = new Savepoints(
                        cluster, session().environment().pace(), console().progress())
                .take(access, new SavepointRequest(UUID.randomUUID().toString(), folder, true, drain));
        console().progress().say("Savepoint " + path);
        JobOutcome outcome = new ClusterRequests(
                        cluster,
                        session().environment().pace(),
                        session().threads(),
                        console().progress())
                .end(access);
        console().progress().clear();
        Map<String, Object> row = new LinkedHashMap<>(outcome.fields());
        row.put("savepoint", path);
        console().row(row);
    }
}
