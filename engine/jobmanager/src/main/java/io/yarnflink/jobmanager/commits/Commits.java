package io.yarnflink.jobmanager.commits;

import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.transport.endpoint.MainThread;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the subtasks of a job's sinks handed over to be committed. The JobMaster's main thread only; committers run on the
 * coordinator thread, and what becomes of them is enqueued here.
 */
public final class Commits {
    private final ExecutionGraph executions;
    private final ClassLoader userCode;
    private final JobThreads threads;
    private final Listener listener;
    private final Map<Part, Prepared> prepared = new LinkedHashMap<>();
    private int underWay;
    private boolean decided;

    /** Hears, on the main thread, how a decision ends. */
    public interface Listener {
        /** All is committed, or let go of. */
        void settled();

        void commitFailed(String sink, Throwable cause);
    }

    /** One subtask of one sink. */
    private record Part(int vertex, int subtask, String sinkId) {}

    /** What one subtask of one sink handed over. */
    private static final class Prepared {
        private final List<SinkCommitter.Serialized> committables = new ArrayList<>();
    }

    public Commits(ExecutionGraph executions, ClassLoader userCode, JobThreads threads, Listener listener) {
        this.executions = executions;
        this.userCode = userCode;
        this.threads = threads;
        this.listener = listener;
    }

    /** Takes what is new in the offer; one that is sent again, because its answer got lost, brings nothing. */
    public void offer(Execution execution, OfferCommittables offer) throws RpcException {
        Prepared part = prepared.computeIfAbsent(
                new Part(execution.subtaskId().vertex(), execution.subtask(), offer.getSinkId()),
                absent -> new Prepared());
        int known = part.committables.size();
        if (offer.getOffset() > known) {
            throw new RpcException(
                    RpcException.Code.REFUSED,
                    "sink " + offer.getSinkId() + " of " + execution.name() + " has " + known
                            + " committables here, was offered those from " + offer.getOffset() + " on");
        }
        offer.getCommittables().stream()
                .skip(known - offer.getOffset())
                .map(bytes -> new SinkCommitter.Serialized(offer.getVersion(), new OpaqueBytes(bytes(bytes))))
                .forEach(part.committables::add);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Whether nothing is left to be committed or let go of. */
    public boolean isSettled() {
        return decided ? underWay == 0 : prepared.isEmpty();
    }

    /** The job has done its work: commits all, once. */
    public void commit() {
        decide(SinkCommitter::commit);
    }

    /** The job ends otherwise: lets go of all that was not committed, once. */
    public void discard() {
        decide(SinkCommitter::discard);
    }

    private void decide(Consumer<SinkCommitter> decision) {
        if (decided) {
            return;
        }
        decided = true;
        for (SinkCommitter committer : committers()) {
            underWay++;
            threads.coordinator().execute(() -> decision.accept(committer));
        }
    }

    private List<SinkCommitter> committers() {
        Map<Integer, Map<String, List<SinkCommitter.Serialized>>> byVertex = new TreeMap<>();
        prepared.forEach((part, offered) -> byVertex.computeIfAbsent(part.vertex(), absent -> new TreeMap<>())
                .computeIfAbsent(part.sinkId(), absent -> new ArrayList<>())
                .addAll(offered.committables));
        List<SinkCommitter> committers = new ArrayList<>();
        byVertex.forEach((vertex, sinks) -> committers.add(new SinkCommitter(
                executions.jobGraph(),
                executions.jobGraph().vertices().get(vertex),
                sinks,
                userCode,
                threads.coordinator(),
                new Outcome())));
        return committers;
    }

    /** Hops from the coordinator thread to the main thread. */
    private final class Outcome implements SinkCommitter.Outcome {
        @Override
        public void done() {
            MainThread main = threads.main();
            main.execute(() -> {
                underWay--;
                if (underWay == 0) {
                    listener.settled();
                }
            });
        }

        @Override
        public void failed(String sink, Throwable cause) {
            threads.main().execute(() -> {
                underWay--;
                listener.commitFailed(sink, cause);
            });
        }
    }
}
