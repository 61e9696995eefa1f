package io.yarnflink.jobmanager.job;

import io.yarnflink.jobmanager.leader.LeaderEndpoint;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.DeclareSlots;
import io.yarnflink.transport.protocol.KeepSlots;
import io.yarnflink.transport.protocol.PeerAddress;
import io.yarnflink.transport.protocol.SlotsLost;
import io.yarnflink.transport.rpc.Address;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the ResourceManager knows of a job's need for slots. JobMaster's main thread only. */
final class SlotRequirement {
    private final String jobId;
    private final PeerAddress jobMaster;
    private final Address resourceManager;
    private final PatientAsk requests;
    private Stage stage = Stage.UNDECLARED;

    /** The stages follow each other; a request of one that is over is not sent again. */
    private enum Stage {
        UNDECLARED,
        DECLARED,
        KEPT,
        WITHDRAWN
    }

    SlotRequirement(String jobId, LeaderEndpoint.Caller jobMaster, Address resourceManager) {
        this.jobId = jobId;
        this.jobMaster = jobMaster.self();
        this.resourceManager = resourceManager;
        this.requests = jobMaster.requests();
    }

    /** Asks for so many slots; those that get lost are replaced. */
    void declare(int slots) {
        stage = Stage.DECLARED;
        requests.untilAnswered(resourceManager, declaration(slots), Ack.class, () -> stage == Stage.DECLARED);
    }

    /** The job has these no more, and needs as many again. */
    void lost(List<Slot> slots) {
        List<String> ids = slots.stream().map(Slot::allocationId).toList();
        requests.untilAnswered(resourceManager, new SlotsLost(jobId, ids), Ack.class, () -> stage == Stage.DECLARED);
    }

    /** The job is about to end: it needs what it has until then, and nothing more. */
    void keep() {
        stage = Stage.KEPT;
        requests.untilAnswered(resourceManager, new KeepSlots(jobId), Ack.class, () -> stage == Stage.KEPT);
    }

    /** Gives everything back; done when the ResourceManager knows it, or refuses to. */
    CompletableFuture<Ack> withdraw() {
        stage = Stage.WITHDRAWN;
        return requests.untilAnswered(resourceManager, declaration(0), Ack.class, () -> true);
    }

    private DeclareSlots declaration(int slots) {
        return new DeclareSlots(jobId, jobMaster, slots);
    }
}
