package io.yarnflink.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yarnflink.staging.HdfsCheckpointStorage;
import io.yarnflink.state.checkpoint.CheckpointStore;
import io.yarnflink.state.checkpoint.SnapshotWriter;
import io.yarnflink.state.checkpoint.StaleEpochException;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.checkpoint.segment.SegmentReader;
import io.yarnflink.state.checkpoint.segment.SegmentSnapshotWriter;
import io.yarnflink.state.format.CheckpointMetadata;
import io.yarnflink.state.format.SubtaskState;
import io.yarnflink.state.format.TaskState;
import io.yarnflink.state.format.VertexState;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.testkit.storage.CheckpointStorageContract;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Storage of checkpoints on a real HDFS. */
@ExtendWith(SharedCluster.class)
class CheckpointsOnHdfsIT {
    private static final int LARGE = 3 << 20;

    private Hdfs hdfs;

    @BeforeEach
    void open(CommandLine cli) throws IOException {
        hdfs = cli.hdfs();
    }

    private CheckpointStorage storage(String name) {
        return new HdfsCheckpointStorage(hdfs.files(), new Path("/checkpoints-it/" + name));
    }

    @TestFactory
    Stream<DynamicTest> hdfsKeepsToTheContract() {
        return CheckpointStorageContract.checks().entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.getKey(),
                        () -> check.getValue()
                                .run(storage("contract-" + check.getKey().hashCode()))));
    }

    @Test
    void aLaterLeaderGoesOnFromWhatTheOneBeforeCompletedAndEndsItsReign() throws Exception {
        CheckpointStorage storage = storage("job");
        CheckpointStore first = CheckpointStore.open(storage, 1).store();
        SnapshotWriter writer = new SegmentSnapshotWriter(folder -> storage, "", "tm", 1, false, Runnable::run);
        writer.begin(1, "", Set.of("task"));
        byte[] inFlight = new byte[LARGE];
        inFlight[LARGE - 1] = 7;
        TaskState state = writer.write(
                        1, "task", new TaskSnapshot(List.of(), List.of(new TaskSnapshot.ChannelPart(0, 0, inFlight))))
                .join();
        first.complete(metadata(1, state));
        first.discardOld(1);

        CheckpointStore.Opened second = CheckpointStore.open(storage, 2);
        assertThatThrownBy(() -> first.complete(metadata(2, state))).isInstanceOf(StaleEpochException.class);
        TaskState restored = second.latest()
                .orElseThrow()
                .getVertices()
                .get(0)
                .getSubtasks()
                .get(0)
                .getState();
        try (SegmentReader reader =
                new SegmentReader(storage, restored.getSegments().get(0))) {
            reader.verify();
            assertThat(reader.read(restored.getChannels().get(0).getContent())).isEqualTo(inFlight);
        }
        second.store().complete(metadata(2, state));
        assertThat(storage.list("commits")).containsExactly("epoch-1.closed", "epoch-2");
        assertThat(storage.list("data")).hasSize(1);
        second.store().discardAll();
        assertThat(storage.exists("data")).isFalse();
    }

    private static CheckpointMetadata metadata(long id, TaskState state) {
        return CheckpointMetadata.newBuilder()
                .setFormatVersion(1)
                .setJobId("job")
                .setJobName("name")
                .setCheckpointId(id)
                .setEpoch(1)
                .setTriggeredAt(0)
                .setCompletedAt(0)
                .setSavepoint(false)
                .setVertices(List.of(new VertexState(List.of(), 1, 8, List.of(new SubtaskState(0, false, state)))))
                .setEnumerators(List.of())
                .setCommits(List.of())
                .build();
    }
}
