package io.yarnflink.testkit.control;

import io.yarnflink.jobmanager.leader.LeaderContext;
import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.resources.ResourceManager;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.DeclareSlots;
import io.yarnflink.transport.protocol.FreeSlot;
import io.yarnflink.transport.protocol.OfferSlots;
import io.yarnflink.transport.protocol.SlotOffer;
import io.yarnflink.transport.protocol.SlotsAccepted;
import io.yarnflink.transport.protocol.SlotsUnavailable;
import io.yarnflink.transport.protocol.TaskManagerLost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Asks the ResourceManager for slots as a JobMaster does, and writes down what it hears. */
final class FakeJobMaster extends LeaderEndpoint {
    private final String jobId;
    final Map<String, OfferSlots> slots = new LinkedHashMap<>();
    final List<TaskManagerLost> lost = new ArrayList<>();
    final List<SlotsUnavailable> unavailable = new ArrayList<>();
    boolean accepts = true;

    FakeJobMaster(String jobId, SimulatedProcess process, LeaderContext context) {
        super("jobmaster-" + jobId, process.mainThread(jobId), context);
        this.jobId = jobId;
        on(OfferSlots.class, offers -> {
            List<String> ids =
                    offers.getSlots().stream().map(SlotOffer::getAllocationId).toList();
            if (accepts) {
                ids.forEach(id -> slots.put(id, offers));
            }
            return CompletableFuture.completedFuture(new SlotsAccepted(accepts ? ids : List.of()));
        });
        on(TaskManagerLost.class, message -> {
            lost.add(message);
            slots.values().removeIf(offer -> offer.getTaskManagerId().equals(message.getTaskManagerId()));
            return acknowledged();
        });
        on(SlotsUnavailable.class, message -> {
            unavailable.add(message);
            return acknowledged();
        });
        listen();
    }

    void declare(int count) {
        mainThread()
                .execute(() -> askUntilAnswered(
                        context().rpc().addressOf(ResourceManager.NAME),
                        new DeclareSlots(jobId, peerAddress(address()), count),
                        Ack.class,
                        () -> true));
    }

    /** Gives all slots back and wants none any more. */
    void finish() {
        mainThread().execute(() -> {
            slots.forEach((id, offer) -> ask(address(offer.getTaskExecutor()), new FreeSlot(id, "done"), Ack.class));
            slots.clear();
        });
        declare(0);
    }
}
