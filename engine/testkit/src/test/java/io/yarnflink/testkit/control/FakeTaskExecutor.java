package io.yarnflink.testkit.control;

import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.state.checkpoint.FormatCodec;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.transport.endpoint.Endpoint;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AcknowledgeCheckpoint;
import io.yarnflink.transport.protocol.AssignSplits;
import io.yarnflink.transport.protocol.CancelTask;
import io.yarnflink.transport.protocol.DeclineCheckpoint;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.NotifyCheckpoint;
import io.yarnflink.transport.protocol.OfferSlotTo;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.PreparedCommit;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.protocol.SlotOffer;
import io.yarnflink.transport.protocol.SlotStatus;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SnapshotFigures;
import io.yarnflink.transport.protocol.SubmitTask;
import io.yarnflink.transport.protocol.TaskCounters;
import io.yarnflink.transport.protocol.TaskFailure;
import io.yarnflink.transport.protocol.TaskManagerResources;
import io.yarnflink.transport.protocol.TaskStateChanged;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import io.yarnflink.transport.rpc.Address;
import io.yarnflink.transport.rpc.RpcException;
import io.yarnflink.transport.rpc.RpcService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A TaskExecutor without tasks: keeps the protocol and lets the test say what becomes of the subtasks. */
final class FakeTaskExecutor extends Endpoint {
    private final SimulatedProcess process;
    private final Address resourceManager;
    private final int slots;
    private final Map<Integer, OfferSlotTo> allocated = new TreeMap<>();
    final Map<String, SubmitTask> tasks = new LinkedHashMap<>();
    final List<String> cancelled = new ArrayList<>();
    final List<AssignSplits> assigned = new ArrayList<>();
    final List<String> freed = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();

    /** What it does with tasks on its own. */
    enum Behaviour {
        /** Reports them running, and cancelled when asked. */
        RUN,
        /** Takes them and says nothing more. */
        SILENT
    }

    Behaviour behaviour = Behaviour.RUN;
    /** What its finished tasks have for their program. */
    byte[] accumulators = new byte[0];

    final List<TriggerCheckpoint> triggered = new ArrayList<>();
    final List<NotifyCheckpoint> notified = new ArrayList<>();
    /** Whether its tasks acknowledge checkpoints at once. */
    boolean acknowledges = true;

    boolean refusesSplits;
    boolean refusesOffers;
    int refusedOffers;
    long epoch = ControlPlane.EPOCH;

    FakeTaskExecutor(SimulatedProcess process, RpcService rpc, Address resourceManager, int slots) {
        super("taskexecutor", rpc, process.mainThread("taskexecutor"), Duration.ofSeconds(2));
        this.process = process;
        this.resourceManager = resourceManager;
        this.slots = slots;
        on(Heartbeat.class, heartbeat -> CompletableFuture.completedFuture(status()));
        on(OfferSlotTo.class, this::offerSlotTo);
        on(FreeSlot.class, this::freeSlot);
        on(ShutDown.class, shutDown -> {
            mainThread().execute(process::die);
            return ack();
        });
        on(SubmitTask.class, this::submit);
        on(CancelTask.class, this::cancel);
        on(AssignSplits.class, splits -> {
            if (refusesSplits) {
                throw new RpcException(RpcException.Code.REFUSED, id() + " has no such task");
            }
            assigned.add(splits);
            return ack();
        });
        on(TriggerCheckpoint.class, this::trigger);
        on(NotifyCheckpoint.class, this::notified);
        mainThread().execute(() -> {
            listen();
            register();
        });
    }

    private CompletableFuture<Ack> trigger(TriggerCheckpoint trigger) {
        triggered.add(trigger);
        if (acknowledges) {
            trigger.getExecutionIds().forEach(id -> acknowledge(id, trigger.getCheckpointId()));
        }
        return ack();
    }

    /** Says for a task that its snapshot, which holds nothing, is taken. */
    void acknowledge(String executionId, long checkpointId, PreparedCommit... commits) {
        SubmitTask task = Objects.requireNonNull(tasks.get(executionId));
        TaskState nothing = new TaskState(List.of(), ByteBuffer.allocate(0), List.of(), List.of());
        try {
            AcknowledgeCheckpoint message = new AcknowledgeCheckpoint(
                    task.getJobId(),
                    executionId,
                    checkpointId,
                    ByteBuffer.wrap(FormatCodec.encode(nothing)),
                    List.of(commits),
                    ended.contains(executionId),
                    new SnapshotFigures(1L, 2L, 3L, 4L, 5L, 6L));
            mainThread().execute(() -> tellUntilAnswered(LeaderEndpoint.address(task.getJobMaster()), message));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void decline(String executionId, long checkpointId, String cause) {
        SubmitTask task = Objects.requireNonNull(tasks.get(executionId));
        DeclineCheckpoint message = new DeclineCheckpoint(task.getJobId(), executionId, checkpointId, cause);
        mainThread().execute(() -> tellUntilAnswered(LeaderEndpoint.address(task.getJobMaster()), message));
    }

    /** Says for a task that it has done its work. */
    void end(SubmitTask task) {
        ended.add(task.getExecutionId());
        report(task, "ENDED");
    }

    private CompletableFuture<Ack> notified(NotifyCheckpoint notice) {
        notified.add(notice);
        notice.getExecutionIds().stream()
                .filter(id -> notice.getCompleted() && ended.contains(id))
                .forEach(id -> report(Objects.requireNonNull(tasks.get(id)), "FINISHED"));
        return ack();
    }

    String id() {
        return process.name();
    }

    SimulatedProcess process() {
        return process;
    }

    List<String> allocations() {
        return allocated.values().stream().map(OfferSlotTo::getAllocationId).toList();
    }

    /** Tells the JobMaster about a subtask. */
    void report(SubmitTask task, String state) {
        report(task, state, null);
    }

    void fail(SubmitTask task, String exceptionClass, String message, String kind) {
        report(
                task,
                "FAILED",
                TaskFailure.newBuilder()
                        .setOperator(task.getVertexName())
                        .setExceptionClass(exceptionClass)
                        .setMessage(message)
                        .setUserFrame("WordCount.java:41")
                        .setRecordSource("")
                        .setStackTrace(exceptionClass + ": " + message + "\n\tat WordCount.java:41")
                        .setKind(kind)
                        .build());
    }

    /** Sends anything to anyone, under the epoch of the tests. */
    <R extends SpecificRecord> CompletableFuture<R> send(Address to, SpecificRecord message, Class<R> answer) {
        CompletableFuture<R> answered = new CompletableFuture<>();
        mainThread()
                .execute(() -> ask(to, message, answer).whenComplete((given, failure) -> {
                    if (failure == null) {
                        answered.complete(given);
                    } else {
                        answered.completeExceptionally(failure);
                    }
                }));
        return answered;
    }

    private void report(SubmitTask task, String state, @Nullable TaskFailure failure) {
        mainThread()
                .execute(() -> tellUntilAnswered(
                        LeaderEndpoint.address(task.getJobMaster()),
                        new TaskStateChanged(
                                task.getJobId(),
                                task.getExecutionId(),
                                id(),
                                state,
                                failure,
                                new TaskCounters(3L, 2L, 30L, 20L),
                                state.equals("FINISHED") ? 5L : 0L,
                                ByteBuffer.wrap(state.equals("FINISHED") ? accumulators : new byte[0]))));
    }

    private void tellUntilAnswered(Address to, SpecificRecord message) {
        ask(to, message, Ack.class).whenComplete((ack, failure) -> {
            RpcException.Code code = failure == null ? null : LeaderEndpoint.codeOf(failure);
            if (code == RpcException.Code.TIMEOUT || code == RpcException.Code.UNREACHABLE) {
                mainThread().schedule(Duration.ofMillis(200), () -> tellUntilAnswered(to, message));
            }
        });
    }

    private void register() {
        RegisterTaskManager message = new RegisterTaskManager(
                id(),
                process.host(),
                LeaderEndpoint.peerAddress(address()),
                process.host(),
                process.port(),
                new TaskManagerResources(slots, 1.0, 1L << 20, 1L << 20, 1L << 20),
                1L,
                2L);
        ask(resourceManager, message, Registered.class).whenComplete((registered, failure) -> {
            if (failure != null && LeaderEndpoint.codeOf(failure) != RpcException.Code.REFUSED) {
                mainThread().schedule(Duration.ofMillis(300), this::register);
            } else if (failure != null) {
                process.die();
            }
        });
    }

    private HeartbeatAnswer status() {
        List<SlotStatus> statuses = new ArrayList<>();
        for (int slot = 0; slot < slots; slot++) {
            OfferSlotTo offer = allocated.get(slot);
            statuses.add(
                    offer == null
                            ? new SlotStatus(slot, null, null)
                            : new SlotStatus(slot, offer.getAllocationId(), offer.getJobId()));
        }
        return new HeartbeatAnswer(id(), statuses, 0.5, 1L, 2L, 3L, 4L);
    }

    private CompletableFuture<Ack> offerSlotTo(OfferSlotTo offer) throws RpcException {
        OfferSlotTo held = allocated.get(offer.getSlotIndex());
        if (refusesOffers) {
            refusedOffers++;
            throw new RpcException(RpcException.Code.REFUSED, id() + " gives no slot");
        }
        if (held != null && !held.getAllocationId().equals(offer.getAllocationId())) {
            throw new RpcException(RpcException.Code.REFUSED, "slot " + offer.getSlotIndex() + " is taken");
        }
        if (held == null) {
            allocated.put(offer.getSlotIndex(), offer);
            offer(offer);
        }
        return ack();
    }

    private void offer(OfferSlotTo offer) {
        PeerAddress jobMaster = offer.getJobMaster();
        OfferSlots offers = new OfferSlots(
                offer.getJobId(),
                id(),
                process.host(),
                LeaderEndpoint.peerAddress(address()),
                process.host(),
                process.port(),
                List.of(new SlotOffer(offer.getAllocationId(), offer.getSlotIndex())));
        ask(LeaderEndpoint.address(jobMaster), offers, SlotsAccepted.class).whenComplete((accepted, failure) -> {
            RpcException.Code code = failure == null ? null : LeaderEndpoint.codeOf(failure);
            if (code == RpcException.Code.TIMEOUT || code == RpcException.Code.UNREACHABLE) {
                mainThread().schedule(Duration.ofMillis(200), () -> offer(offer));
            } else if (failure != null || !accepted.getAllocationIds().contains(offer.getAllocationId())) {
                allocated.values().removeIf(held -> held.getAllocationId().equals(offer.getAllocationId()));
            }
        });
    }

    private CompletableFuture<Ack> freeSlot(FreeSlot message) {
        freed.add(message.getAllocationId());
        allocated.values().removeIf(offer -> offer.getAllocationId().equals(message.getAllocationId()));
        return ack();
    }

    private CompletableFuture<Ack> submit(SubmitTask task) throws RpcException {
        if (!allocations().contains(task.getAllocationId())) {
            throw new RpcException(RpcException.Code.REFUSED, "no slot is allocated as " + task.getAllocationId());
        }
        if (tasks.putIfAbsent(task.getExecutionId(), task) == null && behaviour == Behaviour.RUN) {
            report(task, "INITIALIZING");
            mainThread().schedule(Duration.ofMillis(20), () -> {
                if (!cancelled.contains(task.getExecutionId())) {
                    report(task, "RUNNING");
                }
            });
        }
        return ack();
    }

    private CompletableFuture<Ack> cancel(CancelTask message) {
        SubmitTask task = tasks.get(message.getExecutionId());
        if (task != null && !cancelled.contains(message.getExecutionId())) {
            cancelled.add(message.getExecutionId());
            if (behaviour == Behaviour.RUN) {
                report(task, "CANCELED");
            }
        }
        return ack();
    }

    private static CompletableFuture<Ack> ack() {
        return CompletableFuture.completedFuture(new Ack());
    }

    @Override
    protected long epoch() {
        return epoch;
    }

    @Override
    protected boolean onNewerEpoch(long newer) {
        return false;
    }
}
