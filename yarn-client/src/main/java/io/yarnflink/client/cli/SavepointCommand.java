package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.JobAccess;
import io.yarnflink.client.Savepoints;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.client.outcome.ClientException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a savepoint of a job that goes on. */
@Command(
        name = "savepoint",
        header = "Take a savepoint of an application's job, which goes on, and print where it lies.")
final class SavepointCommand extends ClusterCommand {
    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "<folder>",
            description = "Below which it is to lie (default: execution.checkpointing.savepoint-dir).")
    String folder = "";

    SavepointCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        JobAccess access = JobAccess.find(cluster, application.id);
        String path = new Savepoints(
                        cluster, session().environment().pace(), console().progress())
                .take(access, new SavepointRequest(UUID.randomUUID().toString(), folder, false, false));
        console().progress().clear();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("applicationId", access.applicationId());
        row.put("jobId", access.jobId());
        row.put("savepoint", path);
        console().row(row);
    }
}
