package io.yarnflink.jobmanager.sources;

import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.leader.PatientRequests;
import io.yarnflink.transport.protocol.Ack;
import io.yarnflink.transport.protocol.AssignSplits;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the assignments of one reader to it, one after the other. The JobMaster's main thread only. */
final class SplitDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(SplitDelivery.class);

    private final Execution execution;
    private final PatientRequests requests;
    private final Deque<AssignSplits> waiting = new ArrayDeque<>();
    private long sequence;
    private boolean underWay;

    SplitDelivery(Execution execution, PatientRequests requests) {
        this.execution = execution;
        this.requests = requests;
    }

    void add(int version, List<ByteBuffer> splits, boolean noMore) {
        waiting.add(new AssignSplits(execution.id(), sequence++, version, splits, noMore));
        next();
    }

    private void next() {
        AssignSplits head = waiting.peek();
        if (underWay || head == null || execution.state().isTerminal()) {
            return;
        }
        underWay = true;
        requests.ask(
                        execution.deployedSlot().taskManager().taskExecutor(),
                        head,
                        Ack.class,
                        () -> !execution.state().isTerminal())
                .whenComplete((ack, failure) -> {
                    underWay = false;
                    waiting.remove();
                    if (failure != null && !execution.state().isTerminal()) {
                        // The task is gone there; its end is about to be reported.
                        LOG.warn("{} did not take its splits: {}", execution.id(), failure.getMessage());
                    }
                    next();
                });
    }
}
