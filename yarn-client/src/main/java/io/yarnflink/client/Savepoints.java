package io.yarnflink.client;

import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.Pace;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.output.Progress;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.security.AccessKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes savepoints of applications that some other process submitted. Who loses sight of the ApplicationMaster asks
 * again for the same savepoint, as long as YARN says that the application runs.
 */
public final class Savepoints {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Pace pace;
    private final Progress progress;

    public Savepoints(Cluster cluster, Pace pace, Progress progress) {
        this.cluster = cluster;
        this.pace = pace;
        this.progress = progress;
    }

    /** Where the savepoint lies, once it is taken. */
    public String take(JobAccess access, SavepointRequest request) throws ClientException, InterruptedException {
        AccessKey key = access.key(cluster.staging())
                .orElseThrow(() -> new ClientException(
                        ExitCode.SECURITY,
                        "no savepoint of " + access.applicationId()
                                + " can be taken: the key to it is in its staging, which is gone or another user's"));
        JobControl.Connector connector = cluster.connector(access.jobId(), key);
        while (true) {
            ApplicationStatus status = cluster.yarn().status(access.applicationId());
            if (status.phase().ended()) {
                throw new ClientException(
                        ExitCode.SAVEPOINT, access.applicationId() + " has ended, so no savepoint of it can be taken");
            }
            progress.show("taking a savepoint of " + access.applicationId(), "");
            if (status.master().known()) {
                Optional<String> path = ask(connector.connect(status.master()), request);
                if (path.isPresent()) {
                    return path.get();
                }
            }
            pace.pause(POLL);
        }
    }

    /** Empty when the Dispatcher fell silent. */
    private Optional<String> ask(JobControl control, SavepointRequest request)
            throws ClientException, InterruptedException {
        try (control) {
            while (true) {
                SavepointReport report = control.savepoint(request, ANSWER)
                        .get(ANSWER.plus(SILENCE).toMillis(), TimeUnit.MILLISECONDS);
                switch (report.getState()) {
                    case "DONE" -> {
                        return Optional.of(report.getPath());
                    }
                    case "FAILED" ->
                        throw new ClientException(
                                ExitCode.SAVEPOINT, "the savepoint was not taken: " + report.getCause());
                    default -> progress.show("the savepoint is under way", "");
                }
            }
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RpcException rpc && rpc.code() == RpcException.Code.REFUSED) {
                throw new ClientException(
                        ExitCode.SAVEPOINT, "the savepoint was refused: " + ClientException.oneLine(rpc), rpc);
            }
            return Optional.empty();
        }
    }
}
