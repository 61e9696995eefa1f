package io.yarnflink.client;

import io.yarnflink.api.common.JobStatus;
import io.yarnflink.api.spi.CollectedRecords;
import io.yarnflink.client.hadoop.ApplicationRequest;
import io.yarnflink.client.hadoop.ApplicationStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.FinalStatus;
import io.yarnflink.client.hadoop.ApplicationStatus.Phase;
import io.yarnflink.client.hadoop.ContainerLogs;
import io.yarnflink.client.hadoop.Staging;
import io.yarnflink.client.hadoop.Yarn;
import io.yarnflink.client.job.JobControl;
import io.yarnflink.client.job.SavepointRequest;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.client.settings.Settings;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.transport.protocol.JobReport;
import io.yarnflink.transport.protocol.SavepointReport;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.security.AccessKey;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A cluster in memory, which runs each application along a script: the statuses of YARN, the reports of the job. */
public final class FakeCluster implements Cluster, Yarn, ContainerLogs {
    public static final String APPLICATION = "application_1700000000000_0001";
    private static final ApplicationStatus.Master MASTER = new ApplicationStatus.Master("node1", 4711, 1);

    /** What was done to it, in order. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    public final List<ApplicationRequest> submitted = new CopyOnWriteArrayList<>();
    public final FakeStaging staging = new FakeStaging(calls);
    /** What each command opened it with. */
    public final List<Settings> openedWith = new ArrayList<>();

    private final Deque<ApplicationStatus> statuses = new ArrayDeque<>();
    private final Deque<JobReport> reports = new ArrayDeque<>();
    private final List<String> queues = new ArrayList<>(List.of("default", "etl"));
    private Optional<ClientException> submitFailure = Optional.empty();
    private Optional<ClientException> statusFailure = Optional.empty();
    private Optional<CompletableFuture<JobReport>> endless = Optional.empty();
    private final CountDownLatch awake = new CountDownLatch(1);
    private Optional<ClientException> nextStatusFailure = Optional.empty();
    private volatile boolean hanging;
    private volatile boolean broken;
    private boolean cancelled;
    private boolean cancelIsLost;
    /** How savepoints go; LOST for a connection that breaks. */
    private final Deque<SavepointReport> savepoints = new ArrayDeque<>();

    public final List<String> savepointIds = new ArrayList<>();

    /** The next thing YARN says; the last one stays. */
    public FakeCluster then(Phase phase, FinalStatus finalStatus, String diagnostics) {
        int attempt = phase == Phase.SUBMITTED || phase == Phase.ACCEPTED ? 0 : 1;
        return then(phase, finalStatus, diagnostics, attempt);
    }

    public FakeCluster then(Phase phase, FinalStatus finalStatus, String diagnostics, int attempt) {
        statuses.add(new ApplicationStatus(
                APPLICATION,
                new ApplicationStatus.Description("Job", "alice", "default", 1000, phase.ended() ? 2000 : 0),
                phase,
                finalStatus,
                diagnostics,
                phase == Phase.RUNNING ? MASTER : new ApplicationStatus.Master("", 0, attempt),
                phase == Phase.RUNNING ? 3 : 0));
        return this;
    }

    /** The next thing the Dispatcher says; after the last one it falls silent. */
    public FakeCluster reports(JobStatus state, String cause, String causeKind) {
        reports.add(report(state, cause, causeKind));
        return this;
    }

    /** After its script the job runs on until it is cancelled. */
    public FakeCluster thatRunsOn() {
        endless = Optional.of(new CompletableFuture<>());
        return then(Phase.RUNNING, FinalStatus.UNDEFINED, "").reports(JobStatus.RUNNING, "", "");
    }

    public FakeCluster refusesSubmission(ClientException failure) {
        submitFailure = Optional.of(failure);
        return this;
    }

    /** The next question about an application fails, those after it do not. */
    public FakeCluster refusesStatus(ClientException failure) {
        nextStatusFailure = Optional.of(failure);
        return this;
    }

    public FakeCluster failsStatus(ClientException failure) {
        statusFailure = Optional.of(failure);
        return this;
    }

    /** Closing it meets a bug. */
    public FakeCluster breaks() {
        broken = true;
        return this;
    }

    /** The ApplicationMaster that is asked first to cancel the job dies. */
    public FakeCluster losesTheFirstCancel() {
        cancelIsLost = true;
        return this;
    }

    private static RpcException lost() {
        return new RpcException(RpcException.Code.UNREACHABLE, "connection to node1:4711 lost");
    }

    /** From now on there is no answer to the request for an application id. */
    public FakeCluster hangs() {
        hanging = true;
        return this;
    }

    /** An application that goes its whole way. */
    public FakeCluster thatFinishes() {
        return then(Phase.ACCEPTED, FinalStatus.UNDEFINED, "")
                .then(Phase.RUNNING, FinalStatus.UNDEFINED, "")
                .reports(JobStatus.RUNNING, "", "")
                .reports(JobStatus.FINISHED, "", "")
                .then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
    }

    private static JobReport report(JobStatus state, String cause, String causeKind) {
        return JobReport.newBuilder()
                .setJobId("00000000000000000000000000000001")
                .setName("Job")
                .setState(state.name())
                .setCause(cause)
                .setCauseKind(causeKind)
                .setDetail("")
                .setStartedAt(1000)
                .setEndedAt(state.isGloballyTerminalState() ? 3000 : 0)
                .setSlotsRequired(2)
                .setSlotsHeld(2)
                .setTaskManagers(2)
                .setRecordsRead(1234)
                .setFirstRecordAt(1500)
                .setVertices(List.of())
                .build();
    }

    @Override
    public Yarn yarn() {
        return this;
    }

    @Override
    public Staging staging() {
        return staging;
    }

    @Override
    public ContainerLogs logs() {
        return this;
    }

    @Override
    public JobControl.Connector connector(String jobId, AccessKey key) {
        return master -> new FakeControl();
    }

    @Override
    public NewApplication newApplication() throws ClientException {
        calls.add("newApplication");
        if (hanging) {
            try {
                awake.await();
            } catch (InterruptedException e) {
                throw new ClientException(ExitCode.YARN, "interrupted", e);
            }
        }
        return new NewApplication(APPLICATION, 8192, 8);
    }

    @Override
    public Optional<Boolean> queueIsOpen(String name) {
        return queues.contains(name) ? Optional.of(!name.equals("etl")) : Optional.empty();
    }

    @Override
    public List<String> queues() {
        return queues;
    }

    @Override
    public void submit(ApplicationRequest request) throws ClientException {
        calls.add("submit");
        if (submitFailure.isPresent()) {
            throw submitFailure.get();
        }
        submitted.add(request);
    }

    @Override
    public synchronized ApplicationStatus status(String applicationId) throws ClientException {
        if (statusFailure.isPresent()) {
            throw statusFailure.get();
        }
        if (nextStatusFailure.isPresent()) {
            ClientException failure = nextStatusFailure.get();
            nextStatusFailure = Optional.empty();
            throw failure;
        }
        ApplicationStatus status = statuses.size() > 1 ? statuses.remove() : statuses.peek();
        if (status == null || !applicationId.equals(APPLICATION)) {
            throw new ClientException(ExitCode.NOT_FOUND, applicationId + " is unknown");
        }
        return status;
    }

    @Override
    public List<ApplicationStatus> applications() {
        return List.copyOf(statuses);
    }

    @Override
    public synchronized void kill(String applicationId) {
        calls.add("kill");
        statuses.clear();
        then(Phase.KILLED, FinalStatus.KILLED, "Application " + applicationId + " was killed by user alice");
    }

    @Override
    public boolean copy(ApplicationStatus application, Optional<String> container, PrintStream out) {
        out.println(
                "log of " + application.id() + container.map(id -> ", " + id).orElse(""));
        return true;
    }

    @Override
    public void close() {
        calls.add("close");
        if (broken) {
            throw new IllegalStateException("broken");
        }
    }

    /** Answers from the script. */
    private final class FakeControl implements JobControl {
        @Override
        public CompletableFuture<JobReport> await(String state, Duration atMost) {
            synchronized (FakeCluster.this) {
                if (cancelled) {
                    return CompletableFuture.completedFuture(
                            FakeCluster.report(JobStatus.CANCELED, "cancelled by a client", ""));
                }
                if (reports.isEmpty()) {
                    return endless.orElseGet(() -> CompletableFuture.failedFuture(lost()));
                }
                return CompletableFuture.completedFuture(reports.remove());
            }
        }

        @Override
        public CompletableFuture<JobReport> report() {
            return CompletableFuture.completedFuture(FakeCluster.report(JobStatus.RUNNING, "", ""));
        }

        @Override
        public CompletableFuture<Void> cancel() {
            synchronized (FakeCluster.this) {
                calls.add("cancel");
                if (cancelIsLost) {
                    cancelIsLost = false;
                    return CompletableFuture.failedFuture(lost());
                }
                cancelled = true;
                statuses.clear();
                then(Phase.RUNNING, FinalStatus.UNDEFINED, "").then(Phase.FINISHED, FinalStatus.KILLED, "cancelled");
                endless.ifPresent(end -> end.complete(FakeCluster.report(JobStatus.CANCELED, "", "")));
                return CompletableFuture.completedFuture(null);
            }
        }

        @Override
        public CompletableFuture<SavepointReport> savepoint(SavepointRequest request, Duration atMost) {
            synchronized (FakeCluster.this) {
                calls.add("savepoint " + request.folder() + (request.stop() ? " stop" : "")
                        + (request.drain() ? " drain" : ""));
                savepointIds.add(request.id());
                SavepointReport report = savepoints.remove();
                if (request.stop() && report.getState().equals("DONE")) {
                    reports(JobStatus.FINISHED, "", "");
                    statuses.clear();
                    then(Phase.RUNNING, FinalStatus.UNDEFINED, "").then(Phase.FINISHED, FinalStatus.SUCCEEDED, "");
                }
                return report.getState().equals("LOST")
                        ? CompletableFuture.failedFuture(lost())
                        : CompletableFuture.completedFuture(report);
            }
        }

        @Override
        public CompletableFuture<CollectedRecords> fetch(String resultId, long offset, Duration atMost) {
            return CompletableFuture.completedFuture(new CollectedRecords(offset, List.of(), true));
        }

        @Override
        public void close() {
            calls.add("disconnect");
        }
    }

    /** What the Dispatcher says next of a savepoint. */
    public FakeCluster savepoint(String state, String path, String cause) {
        savepoints.add(new SavepointReport(state, path, cause));
        return this;
    }

    /** The environment of the submitted ApplicationMaster. */
    public Map<String, String> environment() {
        return submitted.get(0).launch().environment();
    }
}
