package io.yarnflink.jobmanager.checkpoints;

import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.jobmanager.ha.CheckpointPointer;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Completed checkpoints in a folder and, if there is one, the pointer that decides which is the latest. A checkpoint is first
 * completed in the folder, then pointed at; only then it is complete. Calls block; one thread at a time.
 */
public final class PointedCheckpoints {
    private final CheckpointStore store;
    private final Optional<CheckpointPointer> pointer;

    private PointedCheckpoints(CheckpointStore store, Optional<CheckpointPointer> pointer) {
        this.store = store;
        this.pointer = pointer;
    }

    /** The checkpoints, and what the job goes on from. */
    public record Opened(PointedCheckpoints checkpoints, CheckpointStore.Opened found, long nextCheckpointId) {}

    /** Keeps earlier leaders from completing more, in both places, and looks what they left. */
    public static Opened open(CheckpointStorage storage, long epoch, Optional<CheckpointPointer> pointer)
            throws IOException {
        // Read before the folder is: what an earlier leader still completes there, it can point at no more.
        OptionalLong pointed = pointer.isPresent() ? pointer.get().open() : OptionalLong.empty();
        CheckpointStore.Opened found = CheckpointStore.open(storage, epoch);
        PointedCheckpoints checkpoints = new PointedCheckpoints(found.store(), pointer);
        if (pointer.isEmpty()) {
            return new Opened(checkpoints, found, found.nextCheckpointId());
        }
        if (pointed.isPresent()) {
            return new Opened(checkpoints, found.upTo(pointed.getAsLong()), found.nextCheckpointId());
        }
        if (!found.checkpoints().isEmpty()) {
            throw pointer.get()
                    .broken("it is missing although there are checkpoints in "
                            + storage.location(found.checkpoints().get(0).file()));
        }
        pointer.get().moveTo(0);
        return new Opened(checkpoints, found, found.nextCheckpointId());
    }

    /** As {@link CheckpointStore#complete}. */
    public void complete(CheckpointMetadata metadata) throws IOException {
        store.complete(metadata);
        if (pointer.isPresent()) {
            FailPoint.hit("A9Z");
            pointer.get().moveTo(metadata.getCheckpointId());
        }
    }

    /** As {@link CheckpointStore#requireLeader}. */
    public void requireLeader() throws IOException {
        store.requireLeader();
    }

    /** As {@link CheckpointStore#markSavepoints}. */
    public void markSavepoints() throws IOException {
        store.markSavepoints();
    }

    /** As {@link CheckpointStore#discardOld}. */
    public void discardOld(int retained) throws IOException {
        store.discardOld(retained);
    }

    /** As {@link CheckpointStore#discardAll}. */
    public void discardAll() throws IOException {
        store.discardAll();
    }
}
