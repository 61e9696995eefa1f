package io.yarnflink.client.hadoop;

import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.ClusterSpec;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.staging.launch.ApplicationCredentials;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.yarn.api.protocolrecords.GetNewApplicationResponse;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.util.Records;

/** The YARN RM through Hadoop's client; any thread. */
public final class HadoopYarn implements Yarn {
    private final YarnClient client;
    private final HadoopTokens tokens;
    private final Patience patience;
    private final String peer;

    public HadoopYarn(HadoopSite site, Duration limit, ExecutorService threads) {
        Configuration hadoop = site.impatient(limit);
        // YARN's own client retries above this one.
        hadoop.setInt("ipc.client.connect.max.retries", 0);
        client = YarnClient.createYarnClient();
        client.init(hadoop);
        client.start();
        tokens = new HadoopTokens(hadoop);
        patience = new Patience(threads, limit);
        peer = site.resourceManager();
    }

    @Override
    public NewApplication newApplication() throws ClientException {
        GetNewApplicationResponse answer =
                call("give an application id", () -> client.createApplication().getNewApplicationResponse());
        Resource most = answer.getMaximumResourceCapability();
        return new NewApplication(answer.getApplicationId().toString(), most.getMemorySize(), most.getVirtualCores());
    }

    @Override
    public Optional<Boolean> queueIsOpen(String name) throws ClientException {
        QueueInfo queue = call("describe queue " + name, () -> client.getQueueInfo(name));
        return Optional.ofNullable(queue).map(info -> info.getQueueState() == QueueState.RUNNING);
    }

    @Override
    public List<String> queues() throws ClientException {
        return call("list its queues", client::getAllQueues).stream()
                .filter(queue -> queue.getChildQueues().isEmpty())
                .map(QueueInfo::getQueueName)
                .sorted()
                .toList();
    }

    @Override
    public void submit(ApplicationRequest request) throws ClientException {
        call("take application " + request.id(), () -> client.submitApplication(context(request)));
    }

    private ApplicationSubmissionContext context(ApplicationRequest request) throws IOException {
        ApplicationSubmissionContext context = Records.newRecord(ApplicationSubmissionContext.class);
        context.setApplicationId(ApplicationId.fromString(request.id()));
        context.setApplicationName(request.name());
        context.setApplicationType(ApplicationRequest.TYPE);
        context.setApplicationTags(request.placement().tags());
        context.setQueue(request.placement().queue());
        context.setMaxAppAttempts(request.placement().attempts());
        context.setAttemptFailuresValidityInterval(
                request.placement().attemptsCount().toMillis());
        context.setKeepContainersAcrossApplicationAttempts(true);
        context.setResource(resource(request.master()));
        context.setAMContainerSpec(launch(request.launch()));
        return context;
    }

    private ContainerLaunchContext launch(ApplicationRequest.Launch launch) throws IOException {
        Credentials credentials = new Credentials();
        tokens.addTo(credentials);
        ApplicationCredentials.addSecret(credentials, launch.secret().toBytes());
        ByteBuffer serialized = ApplicationCredentials.serialize(credentials);
        return ContainerLaunchContext.newInstance(
                launch.files().localResources(),
                launch.environment(),
                List.of(launch.command()),
                null,
                serialized,
                null);
    }

    private static Resource resource(ClusterSpec.Container size) {
        return Resource.newInstance(size.memoryMb(), size.vcores());
    }

    @Override
    public ApplicationStatus status(String applicationId) throws ClientException {
        ApplicationId id = parse(applicationId);
        return Reports.status(
                callAbout(applicationId, "report on " + applicationId, () -> client.getApplicationReport(id)));
    }

    @Override
    public List<ApplicationStatus> applications() throws ClientException {
        return call("list applications", () -> client.getApplications(Set.of(ApplicationRequest.TYPE))).stream()
                .map(Reports::status)
                .sorted(Comparator.comparingLong((ApplicationStatus status) ->
                                status.description().startedAt())
                        .reversed())
                .toList();
    }

    @Override
    public void kill(String applicationId) throws ClientException {
        ApplicationId id = parse(applicationId);
        callAbout(applicationId, "kill " + applicationId, () -> {
            client.killApplication(id);
            return id;
        });
    }

    @Override
    public void close() {
        client.stop();
    }

    /** Fails with USAGE for what is no application id. */
    static ApplicationId parse(String applicationId) throws ClientException {
        try {
            return ApplicationId.fromString(applicationId);
        } catch (IllegalArgumentException e) {
            throw new ClientException(
                    ExitCode.USAGE,
                    "'" + applicationId
                            + "' is not an application id, such as application_1700000000000_0001; 'yarn-flink list'"
                            + " shows those there are",
                    e);
        }
    }

    private <T> T callAbout(String applicationId, String request, Callable<T> call) throws ClientException {
        return call(request, () -> {
            try {
                return call.call();
            } catch (ApplicationNotFoundException e) {
                throw new ClientException(
                        ExitCode.NOT_FOUND,
                        applicationId + " is unknown to YARN; 'yarn-flink list' shows the applications it remembers",
                        e);
            }
        });
    }

    private <T> T call(String request, Callable<T> call) throws ClientException {
        try {
            return patience.call(ExitCode.YARN, peer, call);
        } catch (ClientException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClientException(ExitCode.YARN, "interrupted while waiting for " + peer, e);
        } catch (Exception e) {
            throw HadoopFailures.of(ExitCode.YARN, peer + " did not " + request, e);
        }
    }
}
