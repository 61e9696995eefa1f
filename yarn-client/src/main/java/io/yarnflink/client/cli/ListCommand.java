package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.StagingSweep;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.outcome.ClientException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists applications. */
@Command(name = "list", header = "List the applications of yarn-flink that YARN remembers, the newest first.")
final class ListCommand extends ClusterCommand {
    @Option(
            names = {"-r", "--running"},
            description = "Leave out those that have ended.")
    boolean running;

    ListCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        try (StagingSweep sweep = StagingSweep.start(
                cluster, session().environment().pace().clock(), session().threads())) {
            list(cluster);
        }
    }

    private void list(Cluster cluster) throws ClientException {
        List<Map<String, Object>> rows = cluster.yarn().applications().stream()
                .filter(status -> !running || !status.phase().ended())
                .map(ListCommand::row)
                .toList();
        console().rows("application", rows);
    }

    private static Map<String, Object> row(ApplicationStatus status) {
        ApplicationStatus.Description description = status.description();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("applicationId", status.id());
        row.put("name", description.name());
        row.put("user", description.user());
        row.put("queue", description.queue());
        row.put("state", status.phase().name());
        row.put("finalStatus", status.finalStatus().name());
        row.put("startedAt", time(description.startedAt()));
        row.put("endedAt", time(description.endedAt()));
        return row;
    }

    private static String time(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }
}
