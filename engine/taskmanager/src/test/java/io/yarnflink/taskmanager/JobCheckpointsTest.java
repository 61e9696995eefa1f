package io.yarnflink.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCheckpointsTest {
    private static final TaskSnapshot NOTHING = new TaskSnapshot(List.of(), List.of());

    @TempDir
    Path folder;

    @Test
    void theNextLeaderMayUseTheIdsOfCheckpointsThatTheOneBeforeBegan() {
        CheckpointSpec spec = new CheckpointSpec(true, -1L, folder.toUri().toString(), true, 256L << 20);
        JobCheckpoints checkpoints =
                JobCheckpoints.open(spec, new SnapshotServices(new LocalCheckpointStorages(), Runnable::run), "tm");
        checkpoints.follow(1);
        checkpoints.trigger(trigger("old"), List.of());
        checkpoints.follow(2);
        checkpoints.trigger(trigger("new"), List.of());
        CompletableFuture<TaskState> written = checkpoints.writer().write(5, "new", NOTHING);
        assertThat(written).isCompleted();
    }

    private static TriggerCheckpoint trigger(String executionId) {
        return TriggerCheckpoint.newBuilder()
                .setJobId("job")
                .setExecutionIds(List.of(executionId))
                .setCheckpointId(5)
                .setTimestamp(0)
                .build();
    }
}
