package io.yarnflink.taskmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.storage.LocalCheckpointStorages;
import io.yarnflink.transport.protocol.CheckpointSpec;
import io.yarnflink.transport.protocol.TriggerCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobCheckpointsTest {
    private static final TaskSnapshot NOTHING = new TaskSnapshot(List.of(), List.of());
    private static final TaskSnapshot LARGE =
            new TaskSnapshot(List.of(), List.of(new TaskSnapshot.ChannelPart(0, 0, new byte[100_000])));

    @TempDir
    Path folder;

    @Test
    void theNextLeaderMayUseTheIdsOfCheckpointsThatTheOneBeforeBegan() {
        JobCheckpoints checkpoints = open(1, false);
        checkpoints.trigger(trigger("old"), List.of());
        checkpoints.follow(2);
        checkpoints.trigger(trigger("new"), List.of());
        CompletableFuture<TaskState> written = checkpoints.writer().write(5, "new", NOTHING);
        assertThat(written).isCompleted();
    }

    @Test
    void whatTasksOfTheLeaderBeforeStillWriteIsCalledAsItWouldHaveBeen() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        JobCheckpoints checkpoints = open(1, false);
        SnapshotWriter before = checkpoints.writer();
        checkpoints.trigger(trigger("old"), List.of());
        checkpoints.follow(2);
        before.write(5, "old", LARGE);
        checkpoints.trigger(trigger("new"), List.of());
        CompletableFuture<TaskState> written = checkpoints.writer().write(5, "new", LARGE);
        assertThat(written.join().getSegments().get(0).getPath()).isEqualTo("data/chk-5-2-tm.segment");
        assertThat(folder.resolve("data/chk-5-1-tm.segment")).exists();
    }

    @Test
    void snapshotsAreCompressedWhereTheJobHasItSo() throws Exception {
        Files.createDirectory(folder.resolve("data"));
        JobCheckpoints checkpoints = open(1, true);
        checkpoints.trigger(trigger("task"), List.of());
        TaskState written = checkpoints.writer().write(5, "task", LARGE).join();
        assertThat(written.getSegments().get(0).getLength()).isLessThan(2_000);
        assertThat(written.getChannels().get(0).getContent().getLength()).isEqualTo(100_000);
    }

    private JobCheckpoints open(long epoch, boolean compressed) {
        return JobCheckpoints.open(
                new CheckpointSpec(true, -1L, folder.toUri().toString(), true, 256L << 20, compressed),
                new SnapshotServices(new LocalCheckpointStorages(), Runnable::run),
                "tm",
                epoch);
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
