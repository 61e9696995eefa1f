package io.yarnflink.state.checkpoint;

import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.TaskState;
import java.util.List;

/** The size of a task's state in a checkpoint: bytes that were written for it, and those that earlier ones had written. */
public record SnapshotBytes(long written, long referenced) {

    /** What the state of operators takes in the checkpoint of that id; records under way are not counted. */
    public static SnapshotBytes of(TaskState state, long checkpointId) {
        Sum sum = new Sum(state.getSegments(), checkpointId);
        for (OperatorSubtaskState operator : state.getOperators()) {
            Range operatorState = operator.getOperatorState();
            if (operatorState != null) {
                sum.add(operatorState);
            }
            NativeState files = operator.getBackend();
            if (files != null) {
                files.getFiles().stream().map(NativeFile::getContent).forEach(sum::add);
            }
            for (KeyedPart part : operator.getKeyed()) {
                for (KeyGroupState group : part.getKeyGroups()) {
                    group.getRanges().forEach(sum::add);
                }
            }
        }
        return new SnapshotBytes(sum.written, sum.referenced);
    }

    private static final class Sum {
        private final boolean[] isNew;
        private long written;
        private long referenced;

        Sum(List<SegmentFile> segments, long checkpointId) {
            isNew = new boolean[segments.size()];
            for (int i = 0; i < isNew.length; i++) {
                String path = segments.get(i).getPath();
                String name = path.substring(path.lastIndexOf('/') + 1);
                isNew[i] = CheckpointFiles.checkpointOfSegment(name).orElse(checkpointId) == checkpointId;
            }
        }

        void add(Range range) {
            // Bytes that are inlined are written again with each checkpoint.
            if (range.getSegment() < 0 || isNew[range.getSegment()]) {
                written += range.getLength();
            } else {
                referenced += range.getLength();
            }
        }
    }
}
