package io.yarnflink.taskmanager;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.taskmanager.chain.JobClasses;
import io.yarnflink.taskmanager.channels.JobExchange;
import io.yarnflink.taskmanager.task.TaskRunner;
import io.yarnflink.transport.endpoint.Endpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.CancelTask;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.OfferSlotTo;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.protocol.SlotOffer;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives its slots to JobMasters as the ResourceManager says, runs their tasks, and ends when no leader is heard. */
public final class TaskExecutor extends Endpoint {
    public static final String NAME = "taskexecutor";

    /** Of a thread's stack, in the one line that says why a process ends. */
    private static final int FRAMES_TOLD = 4;

    private static final Logger LOG = LoggerFactory.getLogger(TaskExecutor.class);

    private final TaskExecutorConfig config;
    private final TaskManagerServices services;
    private final PatientAsk requests;
    private final LeaderWatch leader;
    private final SlotTable slots;
    private final Map<String, JobHere> jobs = new HashMap<>();
    private final CanceledEarly canceledEarly = new CanceledEarly();
    private final Shutdown shutdown;
    private boolean isDeaf;

    public TaskExecutor(
            TaskExecutorConfig config,
            TaskManagerServices services,
            MainThread mainThread,
            LeaderDirectory leaders,
            Termination termination) {
        super(NAME, services.rpc(), mainThread, config.patience().ask());
        this.config = config;
        this.services = services;
        this.slots = new SlotTable(config.resources().slots());
        this.requests = new PatientAsk(mainThread, this::askPeer);
        this.shutdown =
                new Shutdown(termination, this::endWork, () -> slots.tasks().isEmpty());
        this.leader = new LeaderWatch(
                new Registration(config, services, this::address),
                leaders,
                requests,
                mainThread,
                services.process().clock(),
                new LeaderListener());
        fromLeader(Heartbeat.class, heartbeat -> CompletableFuture.completedFuture(status()));
        fromLeader(OfferSlotTo.class, this::offerSlotTo);
        fromLeader(FreeSlot.class, this::freeSlot);
        fromLeader(SubmitTask.class, this::submit);
        fromLeader(CancelTask.class, this::cancel);
        fromLeader(AssignSplits.class, this::assign);
        fromLeader(TriggerCheckpoint.class, this::trigger);
        fromLeader(NotifyCheckpoint.class, this::hear);
        fromLeader(ShutDown.class, message -> {
            mainThread().execute(() -> shutdown.begin(message.getReason(), false));
            return acknowledged();
        });
    }

    /** Begins to receive messages and registers; any thread. */
    public void start() {
        mainThread().execute(() -> {
            listen();
            FailPoint.hit("T1");
            leader.begin();
            mainThread().schedule(config.patience().progressInterval(), this::reportProgress);
        });
    }

    /** Ends all tasks, then the TaskManager; any thread. */
    public void close(String reason) {
        mainThread().execute(() -> shutdown.begin(reason, false));
    }

    /** Whether no slot is given to a job; any thread. */
    public CompletableFuture<Boolean> isIdle() {
        return CompletableFuture.supplyAsync(() -> slots.taken().isEmpty(), mainThread());
    }

    @Override
    protected long epoch() {
        return leader.epoch();
    }

    @Override
    protected boolean onNewerEpoch(long newer) {
        leader.adopt(newer);
        return true;
    }

    private <R extends SpecificRecord> CompletableFuture<R> askPeer(
            Address to, SpecificRecord request, Class<R> answerType) {
        return ask(to, request, answerType);
    }

    private <M extends SpecificRecord> void fromLeader(Class<M> type, Handler<M> handler) {
        on(type, message -> {
            leader.heard();
            return handler.handle(message);
        });
    }

    private HeartbeatAnswer status() {
        return HeartbeatAnswer.newBuilder()
                .setTaskManagerId(config.taskManagerId())
                .setSlots(slots.statuses())
                .setCpuLoad(services.load().cpuLoad())
                .setHeapUsed(services.load().heapUsed())
                .setHeapMax(services.load().heapMax())
                .setManagedUsed(0)
                .setNetworkUsed(services.network().bytesInUse())
                .build();
    }

    private CompletableFuture<Ack> offerSlotTo(OfferSlotTo request) throws RpcException {
        int index = request.getSlotIndex();
        if (shutdown.hasBegun() || index < 0 || index >= slots.count()) {
            throw refused("has no slot " + index + " to give, it has " + slots.count());
        }
        TaskSlot taken = slots.at(index).orElse(null);
        if (taken != null) {
            if (taken.allocationId().equals(request.getAllocationId())) {
                return acknowledged();
            }
            throw refused("has slot " + index + " given to job " + taken.jobId() + " still");
        }
        TaskSlot slot =
                new TaskSlot(index, request.getAllocationId(), request.getJobId(), address(request.getJobMaster()));
        slots.put(slot);
        LOG.info("{} slot {} is for job {}", slot.allocationId(), index, slot.jobId());
        // After the answer, so that the ResourceManager is the first to know.
        mainThread().execute(() -> offer(slot));
        return acknowledged();
    }

    private void offer(TaskSlot slot) {
        OfferSlots offer = OfferSlots.newBuilder()
                .setJobId(slot.jobId())
                .setTaskManagerId(config.taskManagerId())
                .setHost(services.process().host())
                .setTaskExecutor(peerAddress(address()))
                .setDataHost(services.network().host())
                .setDataPort(services.network().port())
                .setSlots(List.of(new SlotOffer(slot.allocationId(), slot.index())))
                .build();
        requests.untilAnswered(slot.jobMaster(), offer, SlotsAccepted.class, () -> isOffered(slot))
                .whenComplete((answer, failure) -> {
                    if (!isOffered(slot)) {
                        return;
                    }
                    if (failure == null && answer.getAllocationIds().contains(slot.allocationId())) {
                        slot.accept();
                        FailPoint.hit("T2");
                    } else {
                        LOG.info(
                                "{} slot {} is not wanted by job {}{}",
                                slot.allocationId(),
                                slot.index(),
                                slot.jobId(),
                                failure == null ? "" : ": " + failure.getMessage());
                        remove(slot);
                    }
                });
    }

    private boolean isOffered(TaskSlot slot) {
        return slots.at(slot.index()).filter(slot::equals).isPresent() && !slot.isAccepted() && !slot.isBeingFreed();
    }

    private CompletableFuture<Ack> freeSlot(FreeSlot request) {
        TaskSlot slot = slots.withAllocation(request.getAllocationId()).orElse(null);
        if (slot == null) {
            return acknowledged();
        }
        LOG.info("{} slot {} becomes free: {}", slot.allocationId(), slot.index(), request.getCause());
        CompletableFuture<Ack> answer = slot.free().thenApply(freed -> new Ack());
        removeIfFreed(slot);
        return answer;
    }

    private void removeIfFreed(TaskSlot slot) {
        if (slot.isBeingFreed() && slot.isEmpty()) {
            remove(slot);
        }
    }

    private void remove(TaskSlot slot) {
        slots.remove(slot);
        JobHere left = slots.hasJob(slot.jobId()) ? null : jobs.remove(slot.jobId());
        if (left != null) {
            left.classes().release();
            services.userClasses().close(slot.jobId());
        }
        slot.completeFreeing();
    }

    private CompletableFuture<Ack> submit(SubmitTask request) throws RpcException {
        TaskSlot slot = slots.withAllocation(request.getAllocationId())
                .filter(found -> found.jobId().equals(request.getJobId()) && !found.isBeingFreed())
                .orElseThrow(
                        () -> refused("holds no slot " + request.getAllocationId() + " for job " + request.getJobId()));
        JobHere known = jobs.get(request.getJobId());
        if (known != null && known.started().contains(request.getExecutionId())) {
            return acknowledged();
        }
        if (shutdown.hasBegun() || canceledEarly.contains(request.getExecutionId())) {
            throw refused("starts no task " + request.getExecutionId() + ": it was canceled");
        }
        // A JobMaster that deploys has taken the slot, whatever became of its answer.
        slot.accept();
        JobHere job = known;
        if (job == null) {
            job = open(request.getJobId());
            jobs.put(request.getJobId(), job);
        }
        RunningTask task = task(request, job);
        job.started().add(task.executionId());
        slot.add(task);
        LOG.info("{} {} starts in slot {}", task.executionId(), task.name(), slot.index());
        task.start();
        return acknowledged();
    }

    private JobHere open(String jobId) throws RpcException {
        try {
            return new JobHere(
                    new JobClasses(
                            services.userClasses().open(jobId),
                            services.jobFiles().get()),
                    new JobExchange(config.taskManagerId(), services.network(), config.exchange()));
        } catch (IOException e) {
            throw new RpcException(
                    RpcException.Code.REFUSED,
                    "TaskManager " + config.taskManagerId() + " cannot load the classes of job " + jobId + ": " + e,
                    e);
        }
    }

    private RunningTask task(SubmitTask request, JobHere job) {
        String threadName = request.getVertexName() + " (" + (request.getSubtask() + 1) + "/" + request.getParallelism()
                + ")#" + request.getAttempt();
        TaskRunner.Lane lane =
                services.taskRunner().lane(threadName, job.classes().loader());
        Optional<JobCheckpoints> checkpoints =
                job.checkpoints(request, services.snapshots(), config.taskManagerId(), epoch());
        TaskStart start = new TaskStart(
                lane,
                job.classes(),
                services.process(),
                job.exchange().channelsOf(lane, lane),
                JobCheckpoints.reader(request.getCheckpoints(), services.snapshots()),
                checkpoints.map(JobCheckpoints::writer));
        return new RunningTask(request, new TaskOwner(), mainThread(), address(request.getJobMaster()), start);
    }

    private CompletableFuture<Ack> cancel(CancelTask request) throws RpcException {
        RunningTask task = slots.task(request.getExecutionId()).orElse(null);
        if (task == null) {
            canceledEarly.add(request.getExecutionId());
            throw refused("has no task " + request.getExecutionId());
        }
        task.cancel();
        return acknowledged();
    }

    private CompletableFuture<Ack> assign(AssignSplits request) throws RpcException {
        slots.task(request.getExecutionId())
                .orElseThrow(() -> refused("has no task " + request.getExecutionId()))
                .assign(request);
        return acknowledged();
    }

    private CompletableFuture<Ack> trigger(TriggerCheckpoint request) throws RpcException {
        List<RunningTask> tasks = new ArrayList<>();
        for (String executionId : request.getExecutionIds()) {
            tasks.add(slots.task(executionId).orElseThrow(() -> refused("has no task " + executionId)));
        }
        checkpoints(request.getJobId())
                .orElseThrow(() -> refused("takes no checkpoints of job " + request.getJobId()))
                .trigger(request, tasks);
        return acknowledged();
    }

    private CompletableFuture<Ack> hear(NotifyCheckpoint notice) {
        List<RunningTask> tasks = notice.getExecutionIds().stream()
                .flatMap(executionId -> slots.task(executionId).stream())
                .toList();
        checkpoints(notice.getJobId()).ifPresent(checkpoints -> checkpoints.hear(notice, tasks));
        return acknowledged();
    }

    private Optional<JobCheckpoints> checkpoints(String jobId) {
        return Optional.ofNullable(jobs.get(jobId)).flatMap(JobHere::checkpoints);
    }

    private void reportProgress() {
        for (RunningTask task : slots.tasks()) {
            FailPoint.hit("T5");
            task.progress().ifPresent(progress -> tell(task.jobMaster(), progress));
        }
        mainThread().schedule(config.patience().progressInterval(), this::reportProgress);
    }

    private void endWork() {
        LOG.info("{} ends: {}", config.taskManagerId(), shutdown.reason());
        leader.close();
        // Peers that ask for this endpoint learn at once that it is gone.
        stopListening();
        slots.tasks().forEach(RunningTask::cancel);
    }

    private RpcException refused(String what) {
        return new RpcException(RpcException.Code.REFUSED, "TaskManager " + config.taskManagerId() + " " + what);
    }

    private static CompletableFuture<Ack> acknowledged() {
        return CompletableFuture.completedFuture(new Ack());
    }

    static PeerAddress peerAddress(Address address) {
        return new PeerAddress(address.host(), address.port(), address.endpoint());
    }

    private static Address address(PeerAddress peer) {
        return new Address(peer.getHost(), peer.getPort(), peer.getEndpoint());
    }

    /** What tasks need. */
    private final class TaskOwner implements RunningTask.Owner {
        @Override
        public String taskManagerId() {
            return config.taskManagerId();
        }

        @Override
        public String host() {
            return services.process().host();
        }

        @Override
        public PatientAsk requests() {
            return requests;
        }

        @Override
        public TaskExecutorConfig.Patience patience() {
            return config.patience();
        }

        @Override
        public void gone(RunningTask task) {
            slots.withAllocation(task.allocationId()).ifPresent(slot -> {
                slot.remove(task);
                removeIfFreed(slot);
            });
            shutdown.endWhenIdle();
        }

        @Override
        public void stuck(RunningTask task, List<StackTraceElement> doing) {
            LOG.error(
                    "{} {} was canceled and does not end; its thread is at\n\tat {}",
                    task.executionId(),
                    task.name(),
                    doing.stream().map(String::valueOf).collect(Collectors.joining("\n\tat ")));
            String innermost =
                    doing.stream().limit(FRAMES_TOLD).map(String::valueOf).collect(Collectors.joining(" < "));
            shutdown.begin(
                    task.name() + " was canceled and does not end"
                            + (innermost.isEmpty() ? "" : "; its thread is at " + innermost),
                    true);
            shutdown.end();
        }
    }

    /** Hears of the leader. */
    private final class LeaderListener implements LeaderWatch.Listener {
        @Override
        public void lost(String cause) {
            LOG.warn("{} ends its tasks and waits for another leader: {}", config.taskManagerId(), cause);
            // Should the leader still be there, it learns that nothing it ordered is left here.
            stopListening();
            isDeaf = true;
            freeAll();
        }

        @Override
        public void replaced(long before, long now) {
            LOG.warn("{} follows epoch {} now, tasks of epoch {} end", config.taskManagerId(), now, before);
            freeAll();
        }

        @Override
        public void follows() {
            if (isDeaf) {
                isDeaf = false;
                listen();
            }
        }

        @Override
        public void gaveUp(String cause) {
            slots.tasks().forEach(RunningTask::leaderLost);
            shutdown.begin(cause, true);
        }

        private void freeAll() {
            for (TaskSlot slot : slots.taken()) {
                slot.tasks().forEach(RunningTask::leaderLost);
                slot.free();
                removeIfFreed(slot);
            }
        }
    }
}
