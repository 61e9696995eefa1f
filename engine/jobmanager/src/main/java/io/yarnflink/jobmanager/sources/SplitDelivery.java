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
import org.jspecify.annotations.Nullable;

/**
 * Brings the assignments of one reader to it, one after the other. What the enumerator assigned after its snapshot for a
 * checkpoint waits until the reader's own is taken: else a restored job would read it twice. The JobMaster's main thread only.
 */
final class SplitDelivery {
    private final Execution execution;
    private final PatientAsk requests;
    private final BiConsumer<Execution, Throwable> refused;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private long sequence;
    private boolean underWay;

    /** A message, or the place of a checkpoint among them. */
    private record Item(@Nullable AssignSplits message, long checkpointId, Runnable reached) {}

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
        waiting.add(new Item(message, -1, () -> {}));
        next();
    }

    /** Keeps back what comes from now on; {@code reached} runs when the reader has all that came before, perhaps again. */
    void hold(long checkpointId, Runnable reached) {
        waiting.add(new Item(null, checkpointId, reached));
        next();
    }

    /** The reader's snapshot is taken, or will not be. */
    void release(long checkpointId) {
        waiting.removeIf(item -> item.message() == null && item.checkpointId() == checkpointId);
        next();
    }

    private void next() {
        Item head = waiting.peek();
        if (underWay || head == null || execution.state().isTerminal()) {
            return;
        }
        if (head.message() == null) {
            head.reached().run();
            return;
        }
        underWay = true;
        requests.untilAnswered(
                        execution.deployedSlot().taskManager().taskExecutor(),
                        head.message(),
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
