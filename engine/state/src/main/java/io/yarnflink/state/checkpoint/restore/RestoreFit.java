package io.yarnflink.state.checkpoint.restore;

import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.PendingCommit;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.VertexState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which parts of a checkpoint have a place in another job, and what keeps that job from going on from it. */
public final class RestoreFit {
    private final CheckpointMetadata checkpoint;
    private final RestoreAssignment assignment;
    private final List<RestoreAssignment.Vertex> vertices;
    private final Map<String, Part> parts = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /** One exchange of the job, by the indices of its vertices. */
    public record Edge(int source, int target) {}

    /**
     * What the checkpoint has of one operator. {@code states}: the names of its keyed states, and what else there is; {@code
     * place}: the vertex that goes on with it, if any; {@code parallelism}: the old one.
     */
    public record Part(
            OperatorEntry operator, Set<String> states, long bytes, int parallelism, Optional<String> place) {
        /** For people. */
        public String words() {
            return RestoreFit.words(operator);
        }
    }

    private static String words(OperatorEntry operator) {
        String id = operator.getUid().isEmpty() ? "id " + operator.getOperatorId() : "uid " + operator.getUid();
        return operator.getName().isEmpty() ? id : "'" + operator.getName() + "' (" + id + ")";
    }

    public RestoreFit(CheckpointMetadata checkpoint, List<RestoreAssignment.Vertex> vertices, List<Edge> edges) {
        this.checkpoint = checkpoint;
        this.assignment = new RestoreAssignment(checkpoint);
        this.vertices = List.copyOf(vertices);
        checkpoint.getVertices().forEach(this::addOperators);
        checkpoint
                .getEnumerators()
                .forEach(state ->
                        add(state.getOperatorId(), "splits", state.getState().remaining()));
        checkpoint.getCommits().stream()
                .filter(commit -> !commit.getCommittables().isEmpty())
                .forEach(commit -> add(commit.getOperatorId(), "output to commit", size(commit)));
        vertices.forEach(this::checkState);
        checkpoint.getVertices().forEach(this::checkHead);
        edges.forEach(this::checkChannels);
    }

    private void addOperators(VertexState vertex) {
        for (OperatorEntry entry : vertex.getOperators()) {
            parts.put(
                    entry.getOperatorId(),
                    new Part(entry, Set.of(), 0, vertex.getParallelism(), place(entry.getOperatorId())));
        }
        for (SubtaskState subtask : vertex.getSubtasks()) {
            subtask.getState().getOperators().stream()
                    .map(state -> subtask.getEnded() ? RestoreAssignment.ofEnded(state) : state)
                    .forEach(this::addState);
        }
    }

    /** Also refuses state that only one backend reads, for jobs that keep theirs on the heap. */
    public RestoreFit onHeap() {
        for (VertexState vertex : checkpoint.getVertices()) {
            for (OperatorEntry entry : vertex.getOperators()) {
                vertex.getSubtasks().stream()
                        .filter(subtask -> !subtask.getEnded())
                        .flatMap(subtask -> subtask.getState().getOperators().stream())
                        .filter(state -> state.getOperatorId().equals(entry.getOperatorId())
                                && state.getBackend() != null
                                && place(entry.getOperatorId()).isPresent())
                        .findFirst()
                        .ifPresent(state -> problems.add(words(entry) + " has keyed state in files of kind '"
                                + state.getBackend().getKind()
                                + "', which a job with state.backend.type: hashmap does not read; run the job once"
                                + " more with the state backend that wrote them, take a savepoint, which all of them"
                                + " read, and go on from that"));
            }
        }
        return this;
    }

    private Optional<String> place(String operatorId) {
        return vertices.stream()
                .filter(vertex -> vertex.operatorIds().contains(operatorId))
                .map(RestoreAssignment.Vertex::name)
                .findFirst();
    }

    private void addState(OperatorSubtaskState state) {
        for (KeyedPart part : state.getKeyed()) {
            long bytes = part.getKeyGroups().stream()
                    .flatMap(keyGroup -> keyGroup.getRanges().stream())
                    .mapToLong(range -> range.getLength())
                    .sum();
            add(state.getOperatorId(), part.getName().isEmpty() ? part.getScope() : part.getName(), bytes);
        }
        if (state.getOperatorState() != null) {
            add(
                    state.getOperatorId(),
                    "operator state",
                    state.getOperatorState().getLength());
        }
        NativeState files = state.getBackend();
        if (files != null) {
            long bytes = files.getFiles().stream()
                    .map(NativeFile::getContent)
                    .mapToLong(range -> range.getLength())
                    .sum();
            add(state.getOperatorId(), "keyed state of " + files.getKind(), bytes);
        }
    }

    private void add(String operatorId, String state, long bytes) {
        Part known = parts.getOrDefault(
                operatorId, new Part(new OperatorEntry(operatorId, "", ""), Set.of(), 0, 0, place(operatorId)));
        Set<String> states = new TreeSet<>(known.states());
        states.add(state);
        parts.put(
                operatorId,
                new Part(known.operator(), states, known.bytes() + bytes, known.parallelism(), known.place()));
    }

    private static long size(PendingCommit commit) {
        return commit.getCommittables().stream()
                .mapToLong(each -> each.remaining())
                .sum();
    }

    private void checkState(RestoreAssignment.Vertex vertex) {
        try {
            RestoreAssignment.Vertex adopted = assignment.adopted(vertex);
            for (int subtask = 0; subtask < vertex.parallelism(); subtask++) {
                assignment.of(adopted, subtask);
            }
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    /** Records under way were on their way to the head of a chain, and would pass by what now comes before it. */
    private void checkHead(VertexState old) {
        if (RestoreAssignment.hasRecordsUnderWay(old) && vertices.stream().noneMatch(vertex -> vertex.hasHead(old))) {
            OperatorEntry head = old.getOperators().get(0);
            problems.add(
                    words(head) + " had records in flight in checkpoint " + checkpoint.getCheckpointId()
                            + " and is no head of a chain any more, for it is gone or chained to what it reads from; keep it apart"
                            + " with disableChaining() or startNewChain(), or restore from a savepoint, which has none in flight");
        }
    }

    /** Records under way are of one channel: with other producers there are other channels. */
    private void checkChannels(Edge edge) {
        RestoreAssignment.Vertex source = vertices.get(edge.source());
        RestoreAssignment.Vertex target = vertices.get(edge.target());
        boolean underWay = checkpoint.getVertices().stream()
                .anyMatch(old -> target.hasHead(old) && RestoreAssignment.hasRecordsUnderWay(old));
        Optional<VertexState> before = old(source);
        if (underWay && before.isPresent() && before.get().getParallelism() != source.parallelism()) {
            problems.add("'" + target.name() + "' had records in flight in checkpoint " + checkpoint.getCheckpointId()
                    + ", sent by " + before.get().getParallelism() + " subtasks of '" + source.name() + "' and not by "
                    + source.parallelism() + "; restore with the old parallelism, or from a savepoint, which has none"
                    + " in flight");
        }
    }

    private Optional<VertexState> old(RestoreAssignment.Vertex vertex) {
        return checkpoint.getVertices().stream()
                .filter(old -> old.getOperators().stream()
                        .anyMatch(entry -> vertex.operatorIds().contains(entry.getOperatorId())))
                .findFirst();
    }

    /** What the checkpoint has of operators that have anything in it, by their ids. */
    public List<Part> parts() {
        return parts.values().stream().filter(part -> !part.states().isEmpty()).toList();
    }

    /** Those that fit no operator of the job. */
    public List<Part> withoutPlace() {
        return parts().stream().filter(part -> part.place().isEmpty()).toList();
    }

    /** Why the job cannot go on from it, for people; {@code partly}: state may be left behind. */
    public Optional<String> refusal(boolean partly) {
        if (!withoutPlace().isEmpty() && !partly) {
            return Optional.of("it has state of "
                    + withoutPlace().stream().map(Part::words).collect(Collectors.joining(", "))
                    + ", which fits no operator of the job: give the operators their uids again, or leave the state"
                    + " behind with --allow-non-restored-state");
        }
        return problems.stream().findFirst();
    }

    /** What sinks that the job has prepared to commit. */
    public List<PendingCommit> commits() {
        Set<String> ids = new HashSet<>();
        vertices.forEach(vertex -> ids.addAll(vertex.operatorIds()));
        return checkpoint.getCommits().stream()
                .filter(commit -> ids.contains(commit.getOperatorId()))
                .toList();
    }
}
