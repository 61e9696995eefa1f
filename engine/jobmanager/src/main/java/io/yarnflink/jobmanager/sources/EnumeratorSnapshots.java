package io.yarnflink.jobmanager.sources;

import io.yarnflink.jobmanager.slots.SubtaskId;
import io.yarnflink.state.format.EnumeratorState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** The states of a job's enumerators for one checkpoint, as they come in. The JobMaster's main thread only. */
final class EnumeratorSnapshots {
    private final CompletableFuture<List<EnumeratorState>> all = new CompletableFuture<>();
    private final Set<Integer> missing;
    private final TreeMap<Integer, EnumeratorState> states = new TreeMap<>();
    private final Set<SubtaskId> unreached = new HashSet<>();

    EnumeratorSnapshots(Collection<Integer> vertices) {
        missing = new HashSet<>(vertices);
        check();
    }

    CompletableFuture<List<EnumeratorState>> all() {
        return all;
    }

    /** The state of one, which counts when these readers have what was assigned before. */
    void add(int vertex, EnumeratorState state, Collection<SubtaskId> readers) {
        missing.remove(vertex);
        states.put(vertex, state);
        unreached.addAll(readers);
        check();
    }

    /** This reader has what was assigned before; may be told again. */
    void reached(SubtaskId reader) {
        unreached.remove(reader);
        check();
    }

    void fail(Throwable cause) {
        all.completeExceptionally(cause);
    }

    private void check() {
        if (missing.isEmpty() && unreached.isEmpty() && !all.isDone()) {
            all.complete(new ArrayList<>(states.values()));
        }
    }
}
