package io.yarnflink.taskmanager;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.time.Clock;
import io.yarnflink.taskmanager.chain.TaskGateway;
import io.yarnflink.taskmanager.chain.WatermarkReport;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.exchange.Barrier;
import io.yarnflink.taskmanager.task.CheckpointOrder;
import io.yarnflink.taskmanager.task.TakenCheckpoint;
import io.yarnflink.taskmanager.task.Task;
import io.yarnflink.taskmanager.task.TaskListener;
import io.yarnflink.taskmanager.task.TaskPlan;
import io.yarnflink.taskmanager.task.TaskRunner;
import io.yarnflink.transport.data.SubpartitionId;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.ChannelSpec;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.OfferCollected;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.protocol.ReaderReady;
import io.yarnflink.transport.protocol.ReportWatermark;
import io.yarnflink.transport.protocol.RequestSplit;
import io.yarnflink.transport.protocol.SendReaderEvent;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskFailure;
import io.yarnflink.transport.protocol.TaskProgress;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.protocol.WatermarkBound;
import io.yarnflink.transport.rpc.Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task as its TaskExecutor sees it, between the task's thread and the JobMaster. What the task says is enqueued; all
 * else is for the main thread only.
 */
final class RunningTask implements TaskListener, TaskGateway {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTask.class);

    private final SubmitTask description;
    private final Owner owner;
    private final MainThread mainThread;
    private final Address jobMaster;
    private final TaskRunner.Lane lane;
    private final JobExchange.TaskChannels channels;
    private final Task task;
    private final Optional<TaskCheckpoints> checkpoints;
    private final Clock clock;
    private final Deque<SpecificRecord> outgoing = new ArrayDeque<>();
    private long nextSplits;
    private long splitRequests;
    private long sourceEvents;
    private boolean ended;
    private boolean unheard;
    private boolean gone;
    private @Nullable TaskProgress reported;
    private ByteBuffer accumulators = ByteBuffer.allocate(0);
    private MainThread.@Nullable Timer watchdog;

    /** What a task needs of its TaskExecutor. Main thread only. */
    interface Owner {
        String taskManagerId();

        String host();

        PatientAsk requests();

        TaskExecutorConfig.Patience patience();

        /** The task has ended and its JobMaster knows it, or cannot be told. */
        void gone(RunningTask task);

        /** The task was canceled and does not end. */
        void stuck(RunningTask task, List<StackTraceElement> doing);
    }

    RunningTask(SubmitTask description, Owner owner, MainThread mainThread, Address jobMaster, TaskStart start) {
        this.description = description;
        this.owner = owner;
        this.mainThread = mainThread;
        this.jobMaster = jobMaster;
        this.lane = start.lane();
        this.channels = start.channels();
        this.clock = start.process().clock();
        description.getInputs().stream()
                .flatMap(input -> input.getChannels().stream())
                .map(RunningTask::subpartition)
                .forEach(channels::consumes);
        this.task = new Task(
                new TaskPlan(description, start.state()), start.classes(), start.process(), this, lane, channels, this);
        this.checkpoints = start.snapshots()
                .map(writer -> new TaskCheckpoints(
                        description,
                        writer,
                        jobMaster,
                        owner.requests(),
                        mainThread,
                        start.process().clock()));
    }

    private static SubpartitionId subpartition(ChannelSpec channel) {
        return new SubpartitionId(channel.getProducerExecutionId(), channel.getOutput(), channel.getSubpartition());
    }

    void start() {
        lane.start(task);
    }

    String executionId() {
        return description.getExecutionId();
    }

    String allocationId() {
        return description.getAllocationId();
    }

    String name() {
        return description.getVertexName() + " (" + (description.getSubtask() + 1) + "/" + description.getParallelism()
                + ")";
    }

    /** Hands splits to the task's source, once each. */
    void assign(AssignSplits assignment) {
        if (assignment.getSequence() < nextSplits) {
            return;
        }
        nextSplits = assignment.getSequence() + 1;
        List<byte[]> splits =
                assignment.getSplits().stream().map(RunningTask::bytes).toList();
        if (assignment.getEvents().isEmpty()) {
            task.assignSplits(assignment.getVersion(), splits, assignment.getNoMore());
        } else {
            task.handleSourceEvents(
                    assignment.getEvents().stream().map(RunningTask::bytes).toList());
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** A checkpoint begins. */
    void trigger(TriggerCheckpoint order) {
        Barrier barrier = new Barrier(
                order.getCheckpointId(),
                order.getTimestamp(),
                !order.getFolder().isEmpty(),
                order.getLast());
        task.announce(new CheckpointOrder(barrier, order.getDrain(), clock.nanos()));
    }

    /** A checkpoint is complete, or never will be. */
    void hear(NotifyCheckpoint notice) {
        checkpoints.ifPresent(each -> each.over(notice.getCheckpointId()));
        if (notice.getCompleted()) {
            task.checkpointCompleted(notice.getCheckpointId());
        } else {
            task.checkpointAborted(notice.getCheckpointId());
        }
    }

    @Override
    public void checkpointTaken(TakenCheckpoint taken) {
        mainThread.execute(() -> checkpoints.ifPresent(each -> each.taken(taken)));
    }

    @Override
    public void checkpointDeclined(long checkpointId, String cause) {
        mainThread.execute(() -> checkpoints.ifPresent(each -> each.decline(checkpointId, cause)));
    }

    void cancel() {
        if (!ended && watchdog == null) {
            LOG.info("{} {} is canceled", executionId(), name());
            FailPoint.hit("T14");
            lane.cancel();
            watch(Duration.ZERO);
        }
    }

    /** A function may have swallowed the interrupt, or waits for what cannot be interrupted. */
    private void watch(Duration waited) {
        Duration interval = patience(
                task.executionConfig().getTaskCancellationInterval(),
                owner.patience().cancellationInterval());
        Duration timeout = patience(
                task.executionConfig().getTaskCancellationTimeout(),
                owner.patience().cancellationTimeout());
        // An interval of nothing would keep the main thread busy.
        Duration next = waited.plus(interval.isZero() ? Duration.ofMillis(1) : interval);
        boolean last = !timeout.isZero() && next.compareTo(timeout) >= 0;
        watchdog = mainThread.schedule((last ? timeout : next).minus(waited), () -> {
            if (ended) {
                return;
            }
            lane.cancel();
            if (last) {
                owner.stuck(this, lane.stack());
            } else {
                watch(next);
            }
        });
    }

    /** What the program says, in milliseconds, or else this TaskManager. */
    private static Duration patience(long ofProgram, Duration own) {
        return ofProgram < 0 ? own : Duration.ofMillis(ofProgram);
    }

    /** What the task has done since this was last asked, if anything. */
    Optional<TaskProgress> progress() {
        TaskProgress current = new TaskProgress(
                description.getJobId(),
                executionId(),
                task.meter().counters(),
                task.meter().firstRecordAt(),
                ByteBuffer.wrap(task.accumulators()));
        if (ended || current.equals(reported)) {
            return Optional.empty();
        }
        reported = current;
        return Optional.of(current);
    }

    Address jobMaster() {
        return jobMaster;
    }

    /** Nobody needs to hear how the task ends any more. */
    void leaderLost() {
        unheard = true;
        cancel();
        if (ended) {
            letGo();
        }
    }

    @Override
    public void running() {
        mainThread.execute(() -> report("RUNNING", null));
    }

    @Override
    public void ended() {
        mainThread.execute(() -> {
            LOG.info("{} {} -> ENDED", executionId(), name());
            FailPoint.hit("T13");
            report("ENDED", null);
        });
    }

    @Override
    public void finished(byte[] accumulators) {
        mainThread.execute(() -> {
            this.accumulators = ByteBuffer.wrap(accumulators);
            end("FINISHED", null);
        });
    }

    @Override
    public void canceled() {
        mainThread.execute(() -> end("CANCELED", null));
    }

    @Override
    public void failed(TaskFailure failure) {
        mainThread.execute(() -> end("FAILED", failure));
    }

    private void end(String state, @Nullable TaskFailure failure) {
        ended = true;
        checkpoints.ifPresent(TaskCheckpoints::gone);
        if (watchdog != null) {
            watchdog.cancel();
        }
        if (failure == null) {
            LOG.info("{} {} -> {}", executionId(), name(), state);
        } else {
            LOG.error("{} {} -> {}: {}", executionId(), name(), state, failure.getStackTrace());
        }
        report(state, failure);
        if (unheard) {
            letGo();
        }
    }

    private void report(String state, @Nullable TaskFailure failure) {
        sendInOrder(TaskStateChanged.newBuilder()
                .setJobId(description.getJobId())
                .setExecutionId(executionId())
                .setTaskManagerId(owner.taskManagerId())
                .setState(state)
                .setFailure(failure)
                .setCounters(task.meter().counters())
                .setFirstRecordAt(task.meter().firstRecordAt())
                .setAccumulators(accumulators)
                .build());
    }

    /** One message after the other, so that a repeated one is overtaken by none. */
    private void sendInOrder(SpecificRecord message) {
        outgoing.add(message);
        if (outgoing.size() == 1) {
            sendNext();
        }
    }

    private void sendNext() {
        owner.requests()
                .untilAnswered(jobMaster, outgoing.element(), Ack.class, () -> !unheard && !gone)
                .whenComplete((ack, failure) -> {
                    if (failure != null && !unheard) {
                        LOG.warn(
                                "{} its JobMaster did not take what it reports: {}",
                                executionId(),
                                failure.getMessage());
                    }
                    outgoing.remove();
                    if (!outgoing.isEmpty()) {
                        sendNext();
                    } else if (ended) {
                        letGo();
                    }
                });
    }

    /**
     * Only now, when the JobMaster knows why: letting go of channels makes the tasks at their other ends fail too, and
     * those failures must not come first.
     */
    private void letGo() {
        if (!gone) {
            gone = true;
            channels.release();
            owner.gone(this);
        }
    }

    @Override
    public void readerReady() {
        mainThread.execute(() -> sendInOrder(new ReaderReady(
                description.getJobId(),
                executionId(),
                description.getVertex(),
                description.getSubtask(),
                owner.host())));
    }

    @Override
    public void requestSplit() {
        mainThread.execute(() ->
                sendInOrder(new RequestSplit(description.getJobId(), executionId(), splitRequests++, owner.host())));
    }

    @Override
    public void sendSourceEvent(byte[] event) {
        mainThread.execute(() -> sendInOrder(
                new SendReaderEvent(description.getJobId(), executionId(), sourceEvents++, ByteBuffer.wrap(event))));
    }

    @Override
    public CompletableFuture<Long> reportWatermark(WatermarkReport report) {
        ReportWatermark message = new ReportWatermark(
                description.getJobId(),
                executionId(),
                report.group(),
                report.watermark(),
                report.idle(),
                report.maxDrift());
        CompletableFuture<Long> bound = new CompletableFuture<>();
        mainThread.execute(() -> owner.requests()
                .untilAnswered(jobMaster, message, WatermarkBound.class, () -> !ended)
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        bound.complete(answer.getWatermark());
                    } else {
                        bound.completeExceptionally(failure);
                    }
                }));
        return bound;
    }

    @Override
    public CompletableFuture<Void> offerCollected(
            String resultId, long offset, List<ByteBuffer> records, boolean last) {
        OfferCollected offer = new OfferCollected(
                description.getJobId(),
                resultId,
                description.getSubtask(),
                description.getParallelism(),
                offset,
                records,
                last);
        return answered(offer);
    }

    @Override
    public CompletableFuture<Void> offerCommittables(
            String sinkId, long offset, int version, List<ByteBuffer> committables) {
        return answered(
                new OfferCommittables(description.getJobId(), executionId(), sinkId, offset, version, committables));
    }

    private CompletableFuture<Void> answered(SpecificRecord offer) {
        CompletableFuture<Void> answered = new CompletableFuture<>();
        mainThread.execute(() -> owner.requests()
                .untilAnswered(jobMaster, offer, Ack.class, () -> !ended)
                .whenComplete((ack, failure) -> {
                    if (failure == null) {
                        answered.complete(null);
                    } else {
                        answered.completeExceptionally(failure);
                    }
                }));
        return answered;
    }
}
