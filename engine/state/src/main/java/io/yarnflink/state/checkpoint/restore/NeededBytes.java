package io.yarnflink.state.checkpoint.restore;

import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Of a task's segments and inlined bytes those that some ranges need, with the ranges moved to where they then lie. */
final class NeededBytes {
    private final List<SegmentFile> oldSegments;
    private final ByteBuffer oldInlined;
    private final List<SegmentFile> segments = new ArrayList<>();
    private final Map<Integer, Integer> segmentsByOld = new HashMap<>();
    private final ByteArrayOutputStream inlined = new ByteArrayOutputStream();

    NeededBytes(List<SegmentFile> oldSegments, ByteBuffer oldInlined) {
        this.oldSegments = oldSegments;
        this.oldInlined = oldInlined;
    }

    List<SegmentFile> segments() {
        return segments;
    }

    ByteBuffer inlined() {
        return ByteBuffer.wrap(inlined.toByteArray());
    }

    OperatorSubtaskState moved(OperatorSubtaskState state) {
        Range operatorState = state.getOperatorState();
        NativeState backend = state.getBackend();
        return OperatorSubtaskState.newBuilder()
                .setOperatorId(state.getOperatorId())
                .setSharedOperatorState(state.getSharedOperatorState())
                .setKeyed(state.getKeyed().stream().map(this::moved).toList())
                .setOperatorState(operatorState == null ? null : moved(operatorState))
                .setBackend(backend == null ? null : moved(backend))
                .build();
    }

    private KeyedPart moved(KeyedPart part) {
        List<KeyGroupState> keyGroups = part.getKeyGroups().stream()
                .map(each -> new KeyGroupState(
                        each.getKeyGroup(),
                        each.getRanges().stream().map(this::moved).toList()))
                .toList();
        return new KeyedPart(part.getScope(), part.getName(), keyGroups);
    }

    private NativeState moved(NativeState backend) {
        List<NativeFile> files = backend.getFiles().stream()
                .map(file -> new NativeFile(file.getName(), moved(file.getContent())))
                .toList();
        return new NativeState(backend.getKind(), backend.getFirstKeyGroup(), backend.getLastKeyGroup(), files);
    }

    Range moved(Range range) {
        if (range.getSegment() < 0) {
            byte[] bytes = new byte[Math.toIntExact(range.getLength())];
            oldInlined.get(oldInlined.position() + Math.toIntExact(range.getOffset()), bytes);
            Range moved = new Range(-1, (long) inlined.size(), range.getLength());
            inlined.writeBytes(bytes);
            return moved;
        }
        Integer index = segmentsByOld.computeIfAbsent(range.getSegment(), old -> {
            segments.add(oldSegments.get(old));
            return segments.size() - 1;
        });
        return new Range(index, range.getOffset(), range.getLength());
    }
}
