package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.launch.LaunchCommand;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.logaggregation.ContainerLogsRequest;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileController;
import org.apache.hadoop.yarn.logaggregation.filecontroller.LogAggregationFileControllerFactory;

/** Logs of running containers from their NodeManagers, of ended ones from where YARN gathers them. */
public final class HadoopLogs implements ContainerLogs {
    private static final List<String> FILES = List.of(
            LaunchCommand.MASTER_OUT,
            LaunchCommand.MASTER_LOG,
            LaunchCommand.TASK_MANAGER_OUT,
            LaunchCommand.TASK_MANAGER_LOG);

    private final Configuration hadoop;
    private final int timeoutMillis;

    public HadoopLogs(HadoopSite site, Duration limit) {
        hadoop = site.impatient(limit);
        timeoutMillis = (int) limit.toMillis();
    }

    @Override
    public boolean copy(ApplicationStatus application, Optional<String> container, PrintStream out)
            throws ClientException {
        try {
            return application.phase().ended()
                    ? gathered(application, container, out)
                    : running(application, container, out);
        } catch (IOException | YarnException e) {
            throw HadoopFailures.of(ExitCode.YARN, "the logs of " + application.id() + " cannot be read", e);
        }
    }

    private boolean gathered(ApplicationStatus application, Optional<String> container, PrintStream out)
            throws IOException, ClientException {
        ApplicationId id = HadoopYarn.parse(application.id());
        ContainerLogsRequest request = new ContainerLogsRequest();
        request.setAppId(id);
        request.setAppOwner(application.description().user());
        request.setAppFinished(true);
        request.setBytes(Long.MAX_VALUE);
        request.setLogTypes(Set.copyOf(FILES));
        container.ifPresent(request::setContainerId);
        try {
            LogAggregationFileController files = new LogAggregationFileControllerFactory(hadoop)
                    .getFileControllerForRead(id, application.description().user());
            return files.readAggregatedLogs(request, out);
        } catch (IOException e) {
            // Not gathered yet, or never; Hadoop wraps it if it has looked in several places.
            if (HadoopFailures.find(e, FileNotFoundException.class).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    private boolean running(ApplicationStatus application, Optional<String> container, PrintStream out)
            throws IOException, YarnException, ClientException {
        if (application.master().attempt() == 0) {
            return false;
        }
        boolean any = false;
        for (ContainerReport report : containers(application)) {
            String id = report.getContainerId().toString();
            if (container.isEmpty() || container.get().equals(id)) {
                for (String file : FILES) {
                    any |= copy(report, id, file, out);
                }
            }
        }
        return any;
    }

    private List<ContainerReport> containers(ApplicationStatus application)
            throws IOException, YarnException, ClientException {
        ApplicationAttemptId attempt = ApplicationAttemptId.newInstance(
                HadoopYarn.parse(application.id()), application.master().attempt());
        try (YarnClient client = YarnClient.createYarnClient()) {
            client.init(hadoop);
            client.start();
            return client.getContainers(attempt);
        }
    }

    /** False when the container writes no such file. */
    private boolean copy(ContainerReport report, String id, String file, PrintStream out) throws IOException {
        String node = report.getNodeHttpAddress();
        URL url = new URL(
                (node.contains("://") ? node : "http://" + node) + "/ws/v1/node/containerlogs/" + id + "/" + file);
        HttpURLConnection connection = (HttpURLConnection) url.openConnection();
        connection.setConnectTimeout(timeoutMillis);
        connection.setReadTimeout(timeoutMillis);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            return false;
        }
        try (InputStream in = connection.getInputStream()) {
            in.transferTo(out);
        }
        out.println();
        return true;
    }
}
