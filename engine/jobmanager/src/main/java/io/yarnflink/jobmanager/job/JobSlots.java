package io.yarnflink.jobmanager.job;

import io.yarnflink.api.time.Clock;
import io.yarnflink.jobmanager.execution.JobFailure;
import io.yarnflink.jobmanager.leader.HeartbeatConfig;
import io.yarnflink.jobmanager.leader.Heartbeats;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SlotPool;
import io.yarnflink.jobmanager.slots.TaskManagerPeer;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.HeartbeatAnswer;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.SlotOffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots of a job and the TaskManagers that gave them, which are asked whether they live. JobMaster's main thread only. */
final class JobSlots {
    private static final Logger LOG = LoggerFactory.getLogger(JobSlots.class);

    /** From a TaskManager's silence to its loss: the ResourceManager finds it too, and may learn how its container ended. */
    private static final Duration RESOURCE_MANAGER_FIRST = Duration.ofSeconds(3);

    private final SlotPool pool;
    private final HeartbeatConfig config;
    private final MainThread mainThread;
    private final Clock clock;
    private final PatientAsk requests;
    private final Listener listener;
    private final Heartbeats heartbeats;
    private final Map<String, TaskManagerPeer> peers = new HashMap<>();
    private final Set<String> dead = new HashSet<>();

    /** Hears of the TaskManagers. */
    interface Listener {
        /** The first slot of this TaskManager came. */
        void joined(TaskManagerPeer taskManager);

        /** Its slots are gone. */
        void lost(TaskManagerPeer taskManager, List<Slot> slots, String cause, String code);
    }

    JobSlots(
            int required,
            HeartbeatConfig config,
            MainThread mainThread,
            Clock clock,
            Heartbeats.Probe probe,
            PatientAsk requests,
            Listener listener) {
        this.pool = new SlotPool(required);
        this.config = config;
        this.mainThread = mainThread;
        this.clock = clock;
        this.requests = requests;
        this.listener = listener;
        this.heartbeats = new Heartbeats(config, mainThread, clock, probe, new HeartbeatListener());
    }

    SlotPool pool() {
        return pool;
    }

    /** Takes what the job needs of the offer and returns the allocation ids of it. */
    List<String> offer(OfferSlots offers) {
        if (dead.contains(offers.getTaskManagerId())) {
            return List.of();
        }
        TaskManagerPeer peer = new TaskManagerPeer(
                offers.getTaskManagerId(),
                offers.getHost(),
                LeaderEndpoint.address(offers.getTaskExecutor()),
                offers.getDataHost(),
                offers.getDataPort());
        List<String> accepted = offers.getSlots().stream()
                .filter(offer -> pool.offer(new Slot(offer.getAllocationId(), offer.getSlotIndex(), peer)))
                .map(SlotOffer::getAllocationId)
                .toList();
        if (!accepted.isEmpty() && peers.put(peer.id(), peer) == null) {
            heartbeats.watch(peer.id(), peer.taskExecutor());
            listener.joined(peer);
        }
        return accepted;
    }

    /** What of the offer the job already has: an answer got lost. */
    List<String> alreadyHeld(OfferSlots offers) {
        List<String> held = pool.slots().stream().map(Slot::allocationId).toList();
        return offers.getSlots().stream()
                .map(SlotOffer::getAllocationId)
                .filter(held::contains)
                .toList();
    }

    void peerLost(String host, int port) {
        heartbeats.peerLost(host, port);
    }

    /** The ResourceManager gave the TaskManager up: what it still offers is not taken. */
    void taskManagerLost(String taskManagerId, String cause, String code) {
        dead.add(taskManagerId);
        forget(taskManagerId, cause, code);
    }

    /** Nothing happens when it is not known, or not any more. */
    private void forget(String taskManagerId, String cause, String code) {
        TaskManagerPeer peer = peers.remove(taskManagerId);
        if (peer != null) {
            heartbeats.unwatch(taskManagerId);
            listener.lost(peer, pool.removeTaskManager(taskManagerId), cause, code);
        }
    }

    /** Gives all slots back; done when their TaskManagers know it, or cannot be told. */
    CompletableFuture<Void> release(String reason) {
        heartbeats.close();
        peers.clear();
        long deadline = clock.nanos() + config.timeout().toNanos();
        List<CompletableFuture<Ack>> freed = new ArrayList<>();
        for (Slot slot : pool.clear()) {
            freed.add(requests.untilAnswered(
                    slot.taskManager().taskExecutor(),
                    new FreeSlot(slot.allocationId(), reason),
                    Ack.class,
                    () -> clock.nanos() - deadline < 0));
        }
        return CompletableFuture.allOf(freed.toArray(CompletableFuture[]::new)).exceptionally(failure -> {
            LOG.warn("Not every TaskManager was told that its slot is free: {}", failure.getMessage());
            return null;
        });
    }

    void close() {
        heartbeats.close();
    }

    /** Hears how the TaskManagers are. */
    private final class HeartbeatListener implements Heartbeats.Listener {
        @Override
        public void alive(String taskManagerId, HeartbeatAnswer answer, long sentNanos) {
            LOG.debug("{} lives", taskManagerId);
        }

        @Override
        public void lost(String taskManagerId, String cause) {
            mainThread.schedule(
                    RESOURCE_MANAGER_FIRST, () -> forget(taskManagerId, cause, JobFailure.TASK_MANAGER_LOST));
        }
    }
}
