package io.yarnflink.state.checkpoint.restore;

import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.KeyGroups;
import io.yarnflink.state.format.ChannelState;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.OperatorEntry;
import io.yarnflink.state.format.OperatorRestore;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which subtask goes on from what of a checkpoint; operators are found by their ids, wherever they are chained. */
public final class RestoreAssignment {
    private final CheckpointMetadata checkpoint;
    private final Map<String, OldOperator> operators = new HashMap<>();

    /**
     * A vertex of the job that is to go on, its head first; {@code publishing}: those of its operators that publish in their
     * tasks; {@code derivedMax}: it may keep the max parallelism of its state.
     */
    public record Vertex(
            String name,
            List<String> operatorIds,
            List<String> publishing,
            int parallelism,
            int maxParallelism,
            boolean derivedMax) {
        public Vertex {
            operatorIds = List.copyOf(operatorIds);
            publishing = List.copyOf(publishing);
        }

        Vertex withMaxParallelism(int max) {
            return new Vertex(name, operatorIds, publishing, parallelism, max, derivedMax);
        }

        boolean hasHead(VertexState old) {
            return old.getOperators().get(0).getOperatorId().equals(operatorIds.get(0));
        }
    }

    /** What an operator left, by its old subtasks in their order; an ended one left nothing. */
    private record OldOperator(OperatorEntry entry, VertexState vertex, List<@Nullable Left> left, Set<Integer> ended) {
        boolean hasKeyedState() {
            return left.stream()
                    .anyMatch(each -> each != null
                            && (!each.state().getKeyed().isEmpty()
                                    || each.state().getBackend() != null));
        }

        boolean isShared() {
            return left.stream().anyMatch(each -> each != null && each.state().getSharedOperatorState());
        }
    }

    private record Left(TaskState task, OperatorSubtaskState state) {}

    public RestoreAssignment(CheckpointMetadata checkpoint) {
        this.checkpoint = checkpoint;
        for (VertexState vertex : checkpoint.getVertices()) {
            for (OperatorEntry entry : vertex.getOperators()) {
                operators.put(entry.getOperatorId(), old(entry, vertex));
            }
        }
    }

    /** As if all subtasks had ended: the job was stopped, and nothing is left but what its sinks are to publish. */
    public static RestoreAssignment ofEnded(CheckpointMetadata checkpoint) {
        return new RestoreAssignment(new CheckpointMetadata(
                checkpoint.getFormatVersion(),
                checkpoint.getJobId(),
                checkpoint.getJobName(),
                checkpoint.getCheckpointId(),
                checkpoint.getEpoch(),
                checkpoint.getTriggeredAt(),
                checkpoint.getCompletedAt(),
                checkpoint.getSavepoint(),
                checkpoint.getVertices().stream().map(RestoreAssignment::ended).toList(),
                checkpoint.getEnumerators(),
                checkpoint.getCommits(),
                checkpoint.getFolder()));
    }

    private static VertexState ended(VertexState vertex) {
        return new VertexState(
                vertex.getOperators(),
                vertex.getParallelism(),
                vertex.getMaxParallelism(),
                vertex.getSubtasks().stream()
                        .map(subtask -> new SubtaskState(subtask.getSubtask(), true, subtask.getState()))
                        .toList());
    }

    private static OldOperator old(OperatorEntry entry, VertexState vertex) {
        List<@Nullable Left> left = new ArrayList<>();
        for (int subtask = 0; subtask < vertex.getParallelism(); subtask++) {
            left.add(null);
        }
        Set<Integer> ended = new HashSet<>();
        for (SubtaskState subtask : vertex.getSubtasks()) {
            if (subtask.getEnded()) {
                ended.add(subtask.getSubtask());
            }
            for (OperatorSubtaskState state : subtask.getState().getOperators()) {
                OperatorSubtaskState kept = subtask.getEnded() ? ofEnded(state) : state;
                if (state.getOperatorId().equals(entry.getOperatorId()) && !isEmpty(kept)) {
                    left.set(subtask.getSubtask(), new Left(subtask.getState(), kept));
                }
            }
        }
        return new OldOperator(entry, vertex, left, ended);
    }

    /** Its timers have fired, and its end has been processed; but what sinks were to publish may still have to be. */
    static OperatorSubtaskState ofEnded(OperatorSubtaskState state) {
        return new OperatorSubtaskState(
                state.getOperatorId(), List.of(), state.getOperatorState(), state.getSharedOperatorState(), null);
    }

    private static boolean isEmpty(OperatorSubtaskState state) {
        return state.getKeyed().isEmpty() && state.getOperatorState() == null && state.getBackend() == null;
    }

    /** The vertex with the max parallelism of its keyed state, if it may; fails when that is too low. */
    public Vertex adopted(Vertex vertex) {
        int max = maxParallelism(vertex.operatorIds()).orElse(vertex.maxParallelism());
        if (!vertex.derivedMax() || max == vertex.maxParallelism()) {
            return vertex;
        }
        if (vertex.parallelism() > max) {
            throw new IllegalArgumentException("'" + vertex.name() + "' has keyed state of maximum parallelism " + max
                    + ", which cannot be spread over " + vertex.parallelism()
                    + " subtasks; set its parallelism to at most "
                    + max);
        }
        return vertex.withMaxParallelism(max);
    }

    private OptionalInt maxParallelism(Collection<String> operatorIds) {
        return operatorIds.stream()
                .map(operators::get)
                .filter(old -> old != null && old.hasKeyedState())
                .mapToInt(old -> old.vertex().getMaxParallelism())
                .findFirst();
    }

    /** What a subtask goes on from; an {@link IllegalArgumentException} says why the vertex cannot. */
    public TaskRestore of(Vertex vertex, int subtask) {
        List<OperatorRestore> restores = new ArrayList<>();
        KeyGroupRange range = KeyGroups.rangeOf(subtask, vertex.parallelism(), vertex.maxParallelism());
        for (String operatorId : vertex.operatorIds()) {
            OldOperator old = operators.get(operatorId);
            if (old != null) {
                checkMaxParallelism(old, vertex);
                add(old, vertex, subtask, range, restores);
            }
        }
        TaskRestore.Builder restore = TaskRestore.newBuilder()
                .setCheckpointId(checkpoint.getCheckpointId())
                .setEnded(ended(vertex, subtask))
                .setOperators(restores)
                .setFolder(checkpoint.getFolder())
                .setSubtask(subtask)
                .setParallelism(vertex.parallelism())
                .setMaxParallelism(vertex.maxParallelism())
                .setChannels(List.of())
                .setChannelSegments(List.of())
                .setChannelsInlined(ByteBuffer.allocate(0));
        addChannels(vertex, subtask, restore);
        return restore.build();
    }

    private static void checkMaxParallelism(OldOperator old, Vertex vertex) {
        int before = old.vertex().getMaxParallelism();
        if (old.hasKeyedState() && before != vertex.maxParallelism()) {
            throw new IllegalArgumentException("Operator '" + old.entry().getName() + "' of '" + vertex.name()
                    + "' has keyed state of maximum parallelism " + before + ", which cannot be restored with "
                    + vertex.maxParallelism() + "; set its maximum parallelism to " + before);
        }
    }

    private static void add(
            OldOperator old, Vertex vertex, int subtask, KeyGroupRange range, List<OperatorRestore> restores) {
        int parallelism = old.vertex().getParallelism();
        // Lists are counted over all old subtasks to be split anew; otherwise each goes on with its own.
        boolean all = parallelism != vertex.parallelism() || old.isShared();
        for (int i = 0; i < parallelism; i++) {
            Left left = old.left().get(i);
            if (left == null || (old.ended().contains(i) && !takesOver(old, i, vertex, subtask))) {
                continue;
            }
            OperatorSubtaskState part = part(left.state(), range, all || i == subtask);
            if (!isEmpty(part)) {
                NeededBytes needed =
                        new NeededBytes(left.task().getSegments(), left.task().getInlined());
                OperatorSubtaskState moved = needed.moved(part);
                restores.add(OperatorRestore.newBuilder()
                        .setOperatorId(part.getOperatorId())
                        .setSegments(needed.segments())
                        .setInlined(needed.inlined())
                        .setState(moved)
                        .setOldSubtask(i)
                        .setOldParallelism(parallelism)
                        .setOldMaxParallelism(old.vertex().getMaxParallelism())
                        .build());
            }
        }
    }

    /** With another parallelism what ended sinks were to publish is spread over the new ones, and nothing else. */
    private static boolean takesOver(OldOperator old, int ended, Vertex vertex, int subtask) {
        return old.vertex().getParallelism() == vertex.parallelism()
                ? ended == subtask
                : vertex.publishing().contains(old.entry().getOperatorId());
    }

    /** The key groups of the range, and the operator state if it is wanted. */
    private static OperatorSubtaskState part(OperatorSubtaskState state, KeyGroupRange range, boolean operatorState) {
        List<KeyedPart> keyed = new ArrayList<>();
        for (KeyedPart part : state.getKeyed()) {
            var keyGroups = part.getKeyGroups().stream()
                    .filter(each -> range.contains(each.getKeyGroup()))
                    .toList();
            if (!keyGroups.isEmpty()) {
                keyed.add(new KeyedPart(part.getScope(), part.getName(), keyGroups));
            }
        }
        var backend = state.getBackend();
        boolean overlaps = backend != null
                && backend.getFirstKeyGroup() <= range.last()
                && backend.getLastKeyGroup() >= range.first();
        return OperatorSubtaskState.newBuilder()
                .setOperatorId(state.getOperatorId())
                .setKeyed(keyed)
                .setOperatorState(operatorState ? state.getOperatorState() : null)
                .setSharedOperatorState(state.getSharedOperatorState())
                .setBackend(overlaps ? backend : null)
                .build();
    }

    /** A subtask has ended when its old ones had; with another parallelism, when all had. */
    private boolean ended(Vertex vertex, int subtask) {
        List<OldOperator> known = vertex.operatorIds().stream()
                .map(operators::get)
                .filter(old -> old != null)
                .toList();
        long ended = known.stream()
                .filter(old -> ended(old, vertex.parallelism(), subtask))
                .count();
        if (ended > 0 && ended < known.size()) {
            throw new IllegalArgumentException("Some operators of '" + vertex.name()
                    + "' had read all of their input and others had not: they cannot be one chain, for they were"
                    + " not before; keep them apart with disableChaining() or startNewChain()");
        }
        return ended > 0;
    }

    private static boolean ended(OldOperator old, int parallelism, int subtask) {
        return old.vertex().getParallelism() == parallelism
                ? old.ended().contains(subtask)
                : old.ended().size() == old.vertex().getParallelism();
    }

    /** Records under way belong to the head of the old chain: it alone read from others. */
    private void addChannels(Vertex vertex, int subtask, TaskRestore.Builder restore) {
        OldOperator old = operators.get(vertex.operatorIds().get(0));
        if (old == null || !vertex.hasHead(old.vertex())) {
            return;
        }
        if (hasRecordsUnderWay(old.vertex()) && old.vertex().getParallelism() != vertex.parallelism()) {
            throw new IllegalArgumentException("'" + vertex.name() + "' had records in flight in checkpoint "
                    + checkpoint.getCheckpointId() + ", which belong to "
                    + old.vertex().getParallelism()
                    + " subtasks and not to " + vertex.parallelism()
                    + "; restore with the old parallelism, or from a savepoint, which has none in flight");
        }
        for (SubtaskState each : old.vertex().getSubtasks()) {
            if (each.getSubtask() == subtask && !each.getEnded()) {
                TaskState task = each.getState();
                NeededBytes needed = new NeededBytes(task.getSegments(), task.getInlined());
                List<ChannelState> channels = new ArrayList<>();
                for (ChannelState channel : task.getChannels()) {
                    channels.add(new ChannelState(
                            channel.getInput(), channel.getChannel(), needed.moved(channel.getContent())));
                }
                restore.setChannels(channels)
                        .setChannelSegments(needed.segments())
                        .setChannelsInlined(needed.inlined());
            }
        }
    }

    static boolean hasRecordsUnderWay(VertexState vertex) {
        return vertex.getSubtasks().stream()
                .anyMatch(subtask -> !subtask.getState().getChannels().isEmpty());
    }
}
