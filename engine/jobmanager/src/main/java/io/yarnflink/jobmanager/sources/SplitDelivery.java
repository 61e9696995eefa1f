package io.yarnflink.jobmanager.sources;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.transport.endpoint.PatientAsk;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiConsumer;

/** Brings the assignments of one reader to it, one after the other. The JobMaster's main thread only. */
final class SplitDelivery {
    private final Execution execution;
    private final PatientAsk requests;
    private final BiConsumer<Execution, Throwable> refused;
    private final Deque<AssignSplits> waiting = new ArrayDeque<>();
    private long sequence;
    private boolean underWay;

    /** {@code refused} hears that a task which has not ended did not take its splits, and why. */
    SplitDelivery(Execution execution, PatientAsk requests, BiConsumer<Execution, Throwable> refused) {
        this.execution = execution;
        this.requests = requests;
        this.refused = refused;
    }

    void add(int version, List<ByteBuffer> splits, boolean noMore) {
        add(new AssignSplits(execution.id(), sequence++, version, splits, List.of(), noMore));
    }

    void add(ByteBuffer event) {
        add(new AssignSplits(execution.id(), sequence++, 0, List.of(), List.of(event), false));
    }

    private void add(AssignSplits message) {
        waiting.add(message);
        next();
    }

    private void next() {
        AssignSplits head = waiting.peek();
        if (underWay || head == null || execution.state().isTerminal()) {
            return;
        }
        underWay = true;
        requests.untilAnswered(
                        execution.deployedSlot().taskManager().taskExecutor(),
                        head,
                        Ack.class,
                        () -> !execution.state().isTerminal())
                .whenComplete((ack, failure) -> {
                    underWay = false;
                    waiting.remove();
                    if (failure != null && !execution.state().isTerminal()) {
                        // Nobody else would read them.
                        refused.accept(execution, failure);
                    }
                    next();
                });
    }
}
