package io.yarnflink.jobmanager.execution;

import io.yarnflink.graph.JobVertex;
import io.yarnflink.jobmanager.slots.Slot;
import io.yarnflink.jobmanager.slots.SubtaskId;
import io.yarnflink.transport.protocol.TaskCounters;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to run one subtask; its JobMaster's main thread only. */
public final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final String id;
    private final JobVertex vertex;
    private final SubtaskId subtaskId;
    private final int attempt;
    private ExecutionState state = ExecutionState.CREATED;
    private @Nullable Slot slot;
    private TaskCounters counters = new TaskCounters(0L, 0L, 0L, 0L);
    private long firstRecordAt;
    private ByteBuffer accumulators = ByteBuffer.allocate(0);

    Execution(String id, JobVertex vertex, SubtaskId subtaskId, int attempt) {
        this.id = id;
        this.vertex = vertex;
        this.subtaskId = subtaskId;
        this.attempt = attempt;
    }

    public String id() {
        return id;
    }

    public JobVertex vertex() {
        return vertex;
    }

    public SubtaskId subtaskId() {
        return subtaskId;
    }

    public int subtask() {
        return subtaskId.subtask();
    }

    public int attempt() {
        return attempt;
    }

    /** For people: {@code Count words (2/4)}. */
    public String name() {
        return vertex.name() + " (" + (subtask() + 1) + "/" + vertex.parallelism() + ")";
    }

    public ExecutionState state() {
        return state;
    }

    /** Goes to {@code next}, which must be allowed. */
    public void become(ExecutionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(id + " (" + name() + ") cannot go from " + state + " to " + next);
        }
        LOG.info("{} {} {} -> {}", id, name(), state, next);
        state = next;
    }

    /** Gives it its slot, once. */
    public void assign(Slot given) {
        if (slot != null) {
            throw new IllegalStateException(id + " already has slot " + slot.allocationId());
        }
        slot = given;
    }

    public Optional<Slot> slot() {
        return Optional.ofNullable(slot);
    }

    /** The slot of an execution that was deployed. */
    public Slot deployedSlot() {
        return slot().orElseThrow(() -> new IllegalStateException(id + " has no slot yet"));
    }

    public boolean runsOn(String taskManagerId) {
        return slot != null && slot.taskManager().id().equals(taskManagerId);
    }

    /** Takes news of its progress; older ones, that come late, change nothing. */
    public void progress(TaskCounters newer, long firstRecord) {
        counters = new TaskCounters(
                Math.max(counters.getRecordsIn(), newer.getRecordsIn()),
                Math.max(counters.getRecordsOut(), newer.getRecordsOut()),
                Math.max(counters.getBytesIn(), newer.getBytesIn()),
                Math.max(counters.getBytesOut(), newer.getBytesOut()));
        if (firstRecordAt == 0) {
            firstRecordAt = firstRecord;
        }
    }

    /** Keeps what the task has for its program so far. */
    public void accumulating(ByteBuffer soFar) {
        if (state != ExecutionState.FINISHED && soFar.hasRemaining()) {
            accumulators = soFar;
        }
    }

    /** Keeps what the finished task has for its program. */
    public void accumulated(ByteBuffer given) {
        accumulators = given;
    }

    public ByteBuffer accumulators() {
        return accumulators;
    }

    public TaskCounters counters() {
        return counters;
    }

    /** Milliseconds since the epoch; 0 for not yet. */
    public long firstRecordAt() {
        return firstRecordAt;
    }
}
