package io.yarnflink.jobmanager.resources;

import io.yarnflink.jobmanager.leader.Heartbeats;
import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.DeclareSlots;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.Heartbeat;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.KeepSlots;
import io.yarnflink.transport.protocol.OfferSlotTo;
import io.yarnflink.transport.protocol.RegisterTaskManager;
import io.yarnflink.transport.protocol.Registered;
import io.yarnflink.transport.protocol.ShutDown;
import io.yarnflink.transport.protocol.SlotStatus;
import io.yarnflink.transport.protocol.SlotsLost;
import io.yarnflink.transport.protocol.SlotsUnavailable;
import io.yarnflink.transport.protocol.TaskManagerLost;
import io.yarnflink.transport.rpc.RpcException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the TaskManagers and gives their slots to jobs; asks for containers when slots are missing and gives back what
 * nobody needs. A TaskManager has the id of its container.
 */
public final class ResourceManager extends LeaderEndpoint {
    public static final String NAME = "resourcemanager";

    private static final Logger LOG = LoggerFactory.getLogger(ResourceManager.class);
    private static final String TASK_MANAGER_LOST = "TASK_MANAGER_LOST";
    /** From a TaskManager's silence to its loss, for the container's exit status to come: YARN tells it within seconds. */
    private static final Duration EXIT_GRACE = Duration.ofMillis(1500);
    /** For a TaskManager that runs already to find this leader. */
    private static final Duration ADOPTION = Duration.ofSeconds(20);

    private final ContainerProvider provider;
    private final ResourceConfig config;
    private final Containers containers;
    private final SlotLedger ledger;
    private final SlotShortage shortage;
    private final StartBrake brake;
    private final Heartbeats heartbeats;
    private final IdleTaskManagers idle;
    private final ResourceEvents events;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private boolean demanded;
    private boolean balancing;
    private boolean offeringAgain;
    private boolean closing;

    public ResourceManager(
            MainThread mainThread, LeaderContext context, ContainerProvider provider, ResourceConfig config) {
        super(NAME, mainThread, context);
        this.provider = provider;
        this.config = config;
        this.containers = new Containers(provider);
        this.ledger = new SlotLedger(context.epoch());
        this.shortage = new SlotShortage(config, mainThread, ledger, containers, this::tellUnavailable);
        this.brake = new StartBrake(config.starts(), context.clock(), mainThread, this::balanceSoon);
        this.events =
                new ResourceEvents(context.events(), context.clock(), address().host());
        this.idle = new IdleTaskManagers(config.idleTimeout(), mainThread, this::stop);
        this.heartbeats = new Heartbeats(
                config.heartbeat(),
                mainThread,
                context.clock(),
                (to, timeout) -> ask(to, new Heartbeat(NAME), HeartbeatAnswer.class, timeout),
                new HeartbeatListener());
        on(RegisterTaskManager.class, this::register);
        on(DeclareSlots.class, this::declare);
        on(SlotsLost.class, message -> {
            ledger.free(message.getAllocationIds());
            balanceSoon();
            return acknowledged();
        });
        on(KeepSlots.class, message -> {
            ledger.demand(message.getJobId()).ifPresent(JobDemand::giveUp);
            balanceSoon();
            return acknowledged();
        });
    }

    /** Begins to receive messages and to hear of containers; any thread. */
    public void start() {
        listen();
        mainThread().execute(() -> provider.start(new ContainerListener()));
    }

    /** A connection to a peer process broke; any thread. */
    public void peerLost(String host, int port) {
        mainThread().execute(() -> heartbeats.peerLost(host, port));
    }

    /** Ends all TaskManagers and gives all containers back; done when they are gone or a bounded time is over. */
    public CompletableFuture<Void> shutDown(String reason) {
        mainThread().execute(() -> {
            if (!closing) {
                closing = true;
                containers.want(0);
                ledger.demands().forEach(demand -> ledger.withdraw(demand.jobId()));
                ledger.taskManagers().forEach(taskManager -> stop(taskManager, reason));
                containers.withoutTaskManager().forEach(containers::release);
                mainThread().schedule(config.stopGrace().multipliedBy(3), this::end);
                endWhenEmpty();
            }
        });
        return ended;
    }

    private void endWhenEmpty() {
        if (closing && containers.isEmpty()) {
            end();
        }
    }

    private void end() {
        if (!ended.isDone()) {
            containers.ids().forEach(containers::release);
            heartbeats.close();
            stopListening();
            mainThread().close();
            ended.complete(null);
        }
    }

    private CompletableFuture<Registered> register(RegisterTaskManager message) throws RpcException {
        String id = message.getTaskManagerId();
        if (!closing && !containers.areAllKnown()) {
            // It asks again; a leader that has just begun does not know yet what an earlier one left.
            throw new RpcException(
                    RpcException.Code.NO_ENDPOINT, "the ResourceManager does not know its containers yet");
        }
        if (closing || !containers.registered(id)) {
            throw new RpcException(
                    RpcException.Code.REFUSED, "TaskManager " + id + " is none of this application's any more");
        }
        if (ledger.taskManager(id).isEmpty()) {
            RegisteredTaskManager taskManager = new RegisteredTaskManager(
                    id,
                    message.getHost(),
                    address(message.getTaskExecutor()),
                    message.getResources().getSlots());
            LOG.info(
                    "{} registered from {} with {} slots",
                    id,
                    message.getHost(),
                    message.getResources().getSlots());
            ledger.add(taskManager);
            shortage.started();
            events.registered(message);
            heartbeats.watch(id, taskManager.taskExecutor());
            // After the answer, which tells the TaskManager whom it serves.
            balanceSoon();
        }
        return CompletableFuture.completedFuture(
                new Registered(epoch(), config.heartbeat().timeout().toMillis()));
    }

    private CompletableFuture<Ack> declare(DeclareSlots message) {
        LOG.info("{} needs {} slots", message.getJobId(), message.getSlots());
        demanded = true;
        if (message.getSlots() == 0) {
            ledger.withdraw(message.getJobId());
        } else {
            ledger.declare(message.getJobId(), address(message.getJobMaster()), message.getSlots());
        }
        balanceSoon();
        return acknowledged();
    }

    private void balanceSoon() {
        if (!balancing) {
            balancing = true;
            mainThread().execute(() -> {
                balancing = false;
                balance();
            });
        }
    }

    /** Brings slots, containers and what jobs need together; after every change. */
    private void balance() {
        if (closing) {
            return;
        }
        ledger.assign().forEach(this::offer);
        int missing = ledger.missing();
        int redundant = ledger.isInUse() ? config.redundant() : 0;
        int needed = (missing + config.slotsPerTaskManager() - 1) / config.slotsPerTaskManager()
                + Math.max(0, redundant - ledger.idle().size());
        int starting = containers.starting();
        if (containers.want(brake.isOn() ? 0 : Math.max(0, needed - starting))) {
            LOG.info("asked for {} containers, {} are starting", containers.wanted(), starting);
            events.containersRequested(containers.wanted());
        }
        containers.lastStarting(Math.max(0, starting - needed)).forEach(containers::release);
        shortage.watch();
        // Those of an earlier leader come before the job has said what it needs.
        if (demanded || !config.idleTimeout().isZero()) {
            idle.watch(ledger.idle(), redundant);
        }
    }

    private void offer(SlotLedger.Assignment assignment) {
        RegisteredTaskManager taskManager = assignment.taskManager();
        RegisteredTaskManager.SlotEntry slot = taskManager.slot(assignment.slot());
        Allocation allocation = assignment.allocation();
        OfferSlotTo request = new OfferSlotTo(
                allocation.allocationId(),
                assignment.slot(),
                allocation.jobId(),
                peerAddress(assignment.demand().jobMaster()));
        askUntilAnswered(
                        taskManager.taskExecutor(),
                        request,
                        Ack.class,
                        () -> isRegistered(taskManager) && slot.holds(allocation.allocationId()))
                .whenComplete((ack, failure) -> {
                    if (!slot.holds(allocation.allocationId())) {
                        return;
                    }
                    if (failure == null) {
                        slot.confirm(context().clock().nanos());
                    } else {
                        LOG.warn("{} did not take {}: {}", taskManager.id(), request, failure.getMessage());
                        slot.free();
                        offerAgainLater();
                    }
                });
    }

    /** However many slots are refused meanwhile: else each refusal would bring forward the next one. */
    private void offerAgainLater() {
        if (!offeringAgain) {
            offeringAgain = true;
            mainThread().schedule(config.heartbeat().interval(), () -> {
                offeringAgain = false;
                balance();
            });
        }
    }

    private boolean isRegistered(RegisteredTaskManager taskManager) {
        return ledger.taskManager(taskManager.id()).filter(taskManager::equals).isPresent();
    }

    private void tellUnavailable(JobDemand demand, String cause, String code) {
        askUntilAnswered(
                demand.jobMaster(),
                new SlotsUnavailable(demand.jobId(), cause, code),
                Ack.class,
                () -> ledger.demand(demand.jobId()).isPresent());
        balanceSoon();
    }

    /** Tells the TaskManager to end, and takes its container away when it does not. */
    private void stop(RegisteredTaskManager taskManager, String reason) {
        LOG.info("{} is told to end: {}", taskManager.id(), reason);
        forget(taskManager.id());
        containers.stopping(taskManager.id());
        ask(taskManager.taskExecutor(), new ShutDown(reason), Ack.class)
                .whenComplete((ack, failure) -> mainThread()
                        .schedule(
                                failure == null ? config.stopGrace() : Duration.ZERO,
                                () -> containers.release(taskManager.id())));
    }

    private void forget(String taskManagerId) {
        ledger.remove(taskManagerId);
        heartbeats.unwatch(taskManagerId);
        idle.forget(taskManagerId);
    }

    private void lost(RegisteredTaskManager taskManager, String cause, String code) {
        LOG.warn("{} on {} was lost: {}", taskManager.id(), taskManager.host(), cause);
        forget(taskManager.id());
        for (String jobId : taskManager.jobs()) {
            ledger.demand(jobId)
                    .ifPresent(demand -> askUntilAnswered(
                            demand.jobMaster(),
                            new TaskManagerLost(taskManager.id(), cause, code),
                            Ack.class,
                            () -> ledger.demand(jobId).isPresent()));
        }
        balanceSoon();
    }

    /** Foreign threads call it; it only translates and enqueues. */
    private final class ContainerListener implements ContainerProvider.Listener {
        @Override
        public void recovered(Map<String, String> found) {
            mainThread().execute(() -> {
                found.forEach((containerId, host) -> {
                    LOG.info("{} on {} was started by an earlier leader", containerId, host);
                    containers.recovered(containerId, host);
                    mainThread().schedule(ADOPTION, () -> adoptionTimedOut(containerId, host));
                });
                containers.allAreKnown();
                balanceSoon();
            });
        }

        @Override
        public void allocated(String containerId, String host) {
            mainThread().execute(() -> {
                if (containers.allocated(containerId, host)) {
                    events.containerStarted(containerId, host);
                    mainThread().schedule(config.starts().timeout(), () -> startTimedOut(containerId, host));
                }
            });
        }

        @Override
        public void completed(String containerId, String cause, String code) {
            mainThread().execute(() -> containerCompleted(containerId, cause, code));
        }

        @Override
        public void unavailable(String cause, String code) {
            mainThread().execute(() -> shortage.giveUpAll(cause, code));
        }
    }

    private void adoptionTimedOut(String containerId, String host) {
        if (containers
                .find(containerId)
                .filter(container -> container.phase() == Containers.Phase.RECOVERED)
                .isPresent()) {
            LOG.warn(
                    "{} on {} is released: its TaskManager did not register within {} s",
                    containerId,
                    host,
                    ADOPTION.toSeconds());
            containers.release(containerId);
            balanceSoon();
        }
    }

    private void startTimedOut(String containerId, String host) {
        Predicate<Containers.Container> starting = container -> container.phase() == Containers.Phase.STARTING;
        if (containers.find(containerId).filter(starting).isPresent()) {
            containers.release(containerId);
            startFailed(
                    "container " + containerId + " on " + host + " registered no TaskManager within "
                            + config.starts().timeout().toSeconds() + " s",
                    TASK_MANAGER_LOST);
            balanceSoon();
        }
    }

    private void startFailed(String cause, String code) {
        brake.startFailed();
        shortage.startFailed(cause, code);
    }

    private void containerCompleted(String containerId, String cause, String code) {
        containers.completed(containerId).ifPresent(container -> {
            LOG.info("{} on {} completed: {}", containerId, container.host(), cause);
            if (container.phase() == Containers.Phase.STARTING && !closing) {
                startFailed("container " + containerId + " on " + container.host() + ": " + cause, code);
            }
            ledger.taskManager(containerId).ifPresent(taskManager -> lost(taskManager, cause, code));
            balanceSoon();
        });
        endWhenEmpty();
    }

    /** Hears how the TaskManagers are. */
    private final class HeartbeatListener implements Heartbeats.Listener {
        @Override
        public void alive(String taskManagerId, HeartbeatAnswer answer, long sentNanos) {
            ledger.taskManager(taskManagerId)
                    .ifPresent(taskManager ->
                            answer.getSlots().forEach(status -> reconcile(taskManager, status, sentNanos)));
        }

        @Override
        public void lost(String taskManagerId, String cause) {
            // Its container's end, about to be heard, tells why it is gone; releasing the container would hide that.
            ledger.taskManager(taskManagerId)
                    .ifPresent(taskManager -> mainThread().schedule(EXIT_GRACE, () -> presumeLost(taskManager, cause)));
        }
    }

    private void presumeLost(RegisteredTaskManager taskManager, String cause) {
        if (isRegistered(taskManager)) {
            containers.release(taskManager.id());
            lost(taskManager, cause, TASK_MANAGER_LOST);
        }
    }

    /** What the TaskManager says about a slot wins, once it must know what was decided here. */
    private void reconcile(RegisteredTaskManager taskManager, SlotStatus status, long sentNanos) {
        RegisteredTaskManager.SlotEntry slot = taskManager.slot(status.getIndex());
        String reported = status.getAllocationId();
        if (reported != null && !slot.holds(reported)) {
            tell(taskManager.taskExecutor(), new FreeSlot(reported, "the ResourceManager gave it to nobody"));
        } else if (reported == null && slot.isKnownSince(sentNanos)) {
            LOG.warn("{} slot {} is free again, its job did not keep it", taskManager.id(), status.getIndex());
            slot.free();
            balanceSoon();
        }
    }
}
