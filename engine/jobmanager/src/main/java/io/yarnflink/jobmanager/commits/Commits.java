package io.yarnflink.jobmanager.commits;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.jobmanager.execution.Execution;
import io.yarnflink.jobmanager.execution.ExecutionGraph;
import io.yarnflink.jobmanager.leader.JobThreads;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.transport.protocol.OfferCommittables;
import io.yarnflink.transport.rpc.RpcException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the subtasks of a job's sinks handed over to be committed: with a checkpoint, or at the end of their work. One decision
 * is carried out after the other, on the coordinator thread. The JobMaster's main thread only.
 */
public final class Commits {
    private final ExecutionGraph executions;
    private final ClassLoader userCode;
    private final JobThreads threads;
    private final Listener listener;
    private final Map<Part, Prepared> prepared = new LinkedHashMap<>();
    private final Set<CommitKey> committed = new HashSet<>();
    private final Map<CommitKey, PendingCommit> uncommitted = new LinkedHashMap<>();
    private final Deque<Decision> decisions = new ArrayDeque<>();
    private @Nullable Decision underWay;

    /** Hears, on the main thread, what becomes of decisions. */
    public interface Listener {
        /** Nothing is left to be committed, or let go of. */
        void settled();

        void commitFailed(String sink, Throwable cause);
    }

    /** One subtask of one sink. */
    private record Part(int vertex, int subtask, String sinkId) {}

    /** What a checkpoint lets be committed is known by this, and committed once. */
    private record CommitKey(String operatorId, String sinkId, int subtask, long checkpointId) {
        static CommitKey of(PendingCommit commit) {
            return new CommitKey(
                    commit.getOperatorId(), commit.getSinkId(), commit.getSubtask(), commit.getCheckpointId());
        }
    }

    /** What one subtask of one sink handed over. */
    private static final class Prepared {
        private final List<SinkCommitter.Serialized> committables = new ArrayList<>();
    }

    /** What to do with committables by vertex and sink, and who waits for it. */
    private record Decision(
            boolean commits,
            Map<Integer, Map<String, List<SinkCommitter.Serialized>>> byVertex,
            CompletableFuture<Void> done) {}

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
        return prepared.isEmpty() && isIdle();
    }

    /** What was offered, as that checkpoint names it. */
    public List<PendingCommit> offered(long checkpointId) {
        List<PendingCommit> offered = new ArrayList<>();
        prepared.forEach((part, of) -> {
            if (!of.committables.isEmpty()) {
                offered.add(new PendingCommit(
                        executions.jobGraph().vertices().get(part.vertex()).committingId(),
                        part.sinkId(),
                        part.subtask(),
                        checkpointId,
                        of.committables.get(0).version(),
                        of.committables.stream()
                                .map(each -> ByteBuffer.wrap(each.bytes().toByteArray()))
                                .toList()));
            }
        });
        return offered;
    }

    /** The job has done its work: commits all that was offered. */
    public void commit() {
        decide(true, take(part -> true));
    }

    /** The job ends otherwise: lets go of all that was offered. What a completed checkpoint decided is carried out still. */
    public void discard() {
        decide(false, take(part -> true));
    }

    /** As {@link #discard}, but leaves it where it is: a savepoint may refer to it. */
    public void forget() {
        prepared.clear();
    }

    /** As {@link #restart}, but leaves what was offered where it is. */
    public CompletableFuture<Void> forget(Set<Integer> vertices) {
        prepared.keySet().removeIf(part -> vertices.contains(part.vertex()));
        return decide(false, Map.of());
    }

    /** The subtasks of these vertices begin anew: lets go of what they offered. Completes when that is done. */
    public CompletableFuture<Void> restart(Set<Integer> vertices) {
        return decide(false, take(part -> vertices.contains(part.vertex())));
    }

    /**
     * Commits what a completed checkpoint names and was not committed here before; done when all of it is, exceptionally
     * when something cannot be.
     */
    public CompletableFuture<Void> commit(List<PendingCommit> commits) {
        Set<CommitKey> named = new HashSet<>();
        commits.forEach(commit -> {
            if (!committed.contains(CommitKey.of(commit))) {
                uncommitted.put(CommitKey.of(commit), commit);
            }
        });
        Map<Integer, Map<String, List<SinkCommitter.Serialized>>> byVertex = new TreeMap<>();
        for (PendingCommit commit : commits) {
            CommitKey key = CommitKey.of(commit);
            named.add(key);
            if (!committed.contains(key) && !commit.getCommittables().isEmpty()) {
                List<SinkCommitter.Serialized> committables = byVertex.computeIfAbsent(
                                vertexOf(commit), absent -> new TreeMap<>())
                        .computeIfAbsent(sinkOf(commit), absent -> new ArrayList<>());
                commit.getCommittables()
                        .forEach(bytes -> committables.add(
                                new SinkCommitter.Serialized(commit.getVersion(), new OpaqueBytes(bytes(bytes)))));
            }
        }
        return decide(true, byVertex).thenRun(() -> {
            // What no checkpoint names any more will not be named again.
            committed.retainAll(named);
            committed.addAll(named);
            uncommitted.keySet().removeAll(named);
        });
    }

    /** What completed checkpoints let be committed and is not known to be. */
    public List<PendingCommit> uncommitted() {
        return List.copyOf(uncommitted.values());
    }

    private int vertexOf(PendingCommit commit) {
        List<JobVertex> vertices = executions.jobGraph().vertices();
        for (int vertex = 0; vertex < vertices.size(); vertex++) {
            if (vertices.get(vertex).operators().stream()
                    .anyMatch(operator -> operator.id().toString().equals(commit.getOperatorId()))) {
                return vertex;
            }
        }
        throw new IllegalArgumentException("Operator " + commit.getOperatorId() + " prepared a commit for checkpoint "
                + commit.getCheckpointId() + ", but the job has no such operator");
    }

    /** An operator that commits is known by its own id; one of several in a chain by the sink's. */
    private String sinkOf(PendingCommit commit) {
        boolean known = executions.jobGraph().vertices().stream()
                .flatMap(vertex -> vertex.operators().stream())
                .anyMatch(operator -> operator.id().toString().equals(commit.getOperatorId())
                        && operator.role() == OperatorRole.COMMITS);
        return known ? commit.getOperatorId() : commit.getSinkId();
    }

    private Map<Integer, Map<String, List<SinkCommitter.Serialized>>> take(Predicate<Part> which) {
        Map<Integer, Map<String, List<SinkCommitter.Serialized>>> byVertex = new TreeMap<>();
        prepared.forEach((part, offered) -> {
            if (which.test(part) && !offered.committables.isEmpty()) {
                byVertex.computeIfAbsent(part.vertex(), absent -> new TreeMap<>())
                        .computeIfAbsent(part.sinkId(), absent -> new ArrayList<>())
                        .addAll(offered.committables);
            }
        });
        prepared.keySet().removeIf(which);
        return byVertex;
    }

    private CompletableFuture<Void> decide(
            boolean commits, Map<Integer, Map<String, List<SinkCommitter.Serialized>>> byVertex) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (byVertex.isEmpty() && isIdle()) {
            done.complete(null);
        } else {
            decisions.add(new Decision(commits, byVertex, done));
            next();
        }
        return done;
    }

    /** Whether all that was decided is carried out. */
    public boolean isIdle() {
        return underWay == null && decisions.isEmpty();
    }

    private void next() {
        Decision decision = decisions.peek();
        if (underWay != null || decision == null) {
            return;
        }
        decisions.remove();
        underWay = decision;
        carryOut(decision, new ArrayDeque<>(decision.byVertex().keySet()), null);
    }

    /** One vertex after the other; what fails for one is no reason to leave out the others. */
    private void carryOut(Decision decision, Deque<Integer> vertices, @Nullable Failure failure) {
        Integer vertex = vertices.poll();
        if (vertex == null) {
            over(decision, failure);
            return;
        }
        SinkCommitter committer = new SinkCommitter(
                executions.jobGraph(),
                executions.jobGraph().vertices().get(vertex),
                decision.byVertex().getOrDefault(vertex, Map.of()),
                userCode,
                threads.coordinator(),
                new Outcome((sink, cause) -> carryOut(
                        decision,
                        vertices,
                        failure != null || sink == null || cause == null ? failure : new Failure(sink, cause))));
        threads.coordinator().execute(decision.commits() ? committer::commit : committer::discard);
    }

    private void over(Decision decision, @Nullable Failure failure) {
        underWay = null;
        if (failure == null) {
            decision.done().complete(null);
        } else {
            decision.done().completeExceptionally(failure.cause());
            listener.commitFailed(failure.sink(), failure.cause());
        }
        next();
        if (isIdle()) {
            listener.settled();
        }
    }

    /** What could not be committed first. */
    private record Failure(String sink, Throwable cause) {}

    /** Hops from the coordinator thread to the main thread. */
    private final class Outcome implements SinkCommitter.Outcome {
        private final BiConsumer<@Nullable String, @Nullable Throwable> then;

        Outcome(BiConsumer<@Nullable String, @Nullable Throwable> then) {
            this.then = then;
        }

        @Override
        public void done() {
            threads.main().execute(() -> then.accept(null, null));
        }

        @Override
        public void failed(String sink, Throwable cause) {
            threads.main().execute(() -> then.accept(sink, cause));
        }
    }
}
