package io.yarnflink.state.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.TaskState;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotBytesTest {
    private static final int OLDER = 0;
    private static final int NEWEST = 1;
    private static final int INLINED = -1;

    @Test
    void whatEarlierCheckpointsHaveWrittenIsReferredTo() {
        KeyedPart keyed = new KeyedPart(
                "",
                "count",
                List.of(new KeyGroupState(3, List.of(new Range(OLDER, 0L, 1000L), new Range(NEWEST, 0L, 10L)))));
        NativeState files = new NativeState(
                "rocksdb",
                0,
                7,
                List.of(
                        new NativeFile("1.sst", new Range(OLDER, 1000L, 200L)),
                        new NativeFile("2.sst", new Range(NEWEST, 10L, 20L))));
        OperatorSubtaskState operator =
                new OperatorSubtaskState("operator", List.of(keyed), new Range(INLINED, 0L, 5L), false, files);
        assertThat(SnapshotBytes.of(task(operator), 12)).isEqualTo(new SnapshotBytes(35, 1200));
    }

    @Test
    void aTaskWithoutStateTakesNothing() {
        assertThat(SnapshotBytes.of(new TaskState(List.of(), ByteBuffer.allocate(0), List.of(), List.of()), 12))
                .isEqualTo(new SnapshotBytes(0, 0));
    }

    private static TaskState task(OperatorSubtaskState operator) {
        return new TaskState(List.of(segment(9), segment(12)), ByteBuffer.allocate(5), List.of(operator), List.of());
    }

    private static SegmentFile segment(long checkpointId) {
        return new SegmentFile(CheckpointFiles.segment(checkpointId, 1, "writer"), 5000L, ByteBuffer.allocate(32));
    }
}
