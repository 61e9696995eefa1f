package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.ClusterRequests;
import io.yarnflink.client.JobAccess;
import io.yarnflink.client.Savepoints;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.outcome.JobOutcome;
import io.yarnflink.client.settings.ClusterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends a job in order. */
@Command(
        name = "cancel",
        header = "Cancel an application's job and wait for its end; what does not end in time is killed through YARN.")
final class CancelCommand extends ClusterCommand {
    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    @Option(
            names = {"-s", "--with-savepoint", "--withSavepoint"},
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "<folder>",
            description = {
                "Take a savepoint before, below the folder (default: execution.checkpointing.savepoint-dir).",
                "What comes between it and the end is lost to the next job: stop does better."
            })
    @Nullable
    String savepointFolder;

    CancelCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        JobAccess access = JobAccess.find(cluster, application.id);
        Optional<JobOutcome> end = access.end(cluster.staging());
        Map<String, Object> row = new LinkedHashMap<>();
        if (savepointFolder != null) {
            String path = new Savepoints(
                            cluster, session().environment().pace(), console().progress())
                    .take(access, new SavepointRequest(UUID.randomUUID().toString(), savepointFolder, false, false));
            console().progress().say("Savepoint " + path);
            row.put("savepoint", path);
        }
        JobOutcome outcome = end.isPresent() ? end.get() : cancel(cluster, access);
        console().progress().clear();
        Map<String, Object> fields = new LinkedHashMap<>(outcome.fields());
        fields.putAll(row);
        console().row(fields);
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
