package io.yarnflink.client.cli;

import io.yarnflink.client.Cluster;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what containers wrote. */
@Command(
        name = "logs",
        header = "Print what JobManager and TaskManagers of an application wrote, during and after the run.")
final class LogsCommand extends ClusterCommand {
    /** NodeManagers gather logs only after the end. */
    private static final Duration GATHERING = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(500);

    @Mixin
    final ApplicationArgument application = new ApplicationArgument();

    @Option(names = "--container", paramLabel = "<id>", description = "Of this container only.")
    @Nullable
    String container;

    LogsCommand(Session session) {
        super(session);
    }

    @Override
    void run(Cluster cluster) throws ClientException, InterruptedException {
        Pace pace = session().environment().pace();
        long deadline = pace.clock().nanos() + GATHERING.toNanos();
        while (true) {
            ApplicationStatus status = cluster.yarn().status(application.id);
            if (cluster.logs()
                    .copy(status, Optional.ofNullable(container), console().out())) {
                return;
            }
            if (!status.phase().ended() || pace.clock().nanos() - deadline > 0) {
                throw new ClientException(
                        ExitCode.NOT_FOUND,
                        application.id + " has no logs" + (container == null ? "" : " of " + container)
                                + " that can be read"
                                + (status.phase().ended()
                                        ? ": is yarn.log-aggregation-enable true on the cluster?"
                                        : " yet: none of its containers runs"));
            }
            pace.pause(POLL);
        }
    }
}
