package io.yarnflink.state.checkpoint.restore;

import io.yarnflink.state.NativeFiles;
import io.yarnflink.state.OperatorSnapshot;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.StateId;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.checkpoint.segment.SegmentReader;
import io.yarnflink.state.format.ChannelState;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorRestore;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.format.TaskRestore;
import io.yarnflink.state.storage.CheckpointStorage;
import io.yarnflink.state.storage.CheckpointStorages;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a task goes on from; blocks. One thread. */
public final class RestoreReader implements Closeable {
    private final TaskRestore restore;
    private final CheckpointStorage storage;
    private final Map<String, SegmentReader> open = new HashMap<>();

    /** {@code folder} is that of the job's checkpoints. */
    public RestoreReader(CheckpointStorages storages, String folder, TaskRestore restore) throws IOException {
        this.restore = restore;
        this.storage = storages.open(restore.getFolder().isEmpty() ? folder : restore.getFolder());
    }

    /** The state of each operator that left any, by operator id. */
    public Map<String, OperatorSnapshot> operators() throws IOException {
        Map<String, List<OperatorRestore>> byOperator = new LinkedHashMap<>();
        for (OperatorRestore each : restore.getOperators()) {
            byOperator
                    .computeIfAbsent(each.getOperatorId(), absent -> new ArrayList<>())
                    .add(each);
        }
        Map<String, OperatorSnapshot> operators = new LinkedHashMap<>();
        for (Map.Entry<String, List<OperatorRestore>> entry : byOperator.entrySet()) {
            operators.put(entry.getKey(), operator(entry.getValue()));
        }
        return operators;
    }

    private OperatorSnapshot operator(List<OperatorRestore> left) throws IOException {
        SortedMap<Integer, Map<StateId, List<byte[]>>> keyGroups = new TreeMap<>();
        List<OperatorStateSnapshot> operatorStates =
                new ArrayList<>(Collections.nCopies(left.get(0).getOldParallelism(), new OperatorStateSnapshot()));
        List<NativeFiles> nativeFiles = new ArrayList<>();
        for (OperatorRestore each : left) {
            addKeyed(each, keyGroups);
            NativeState backend = each.getState().getBackend();
            if (backend != null) {
                nativeFiles.add(new StoredNativeFiles(storage, backend, each.getSegments(), each.getInlined()));
            }
            Range operatorState = each.getState().getOperatorState();
            if (operatorState != null) {
                operatorStates.set(each.getOldSubtask(), OperatorStateSnapshot.decoded(read(operatorState, each)));
            }
        }
        return OperatorSnapshot.stored(
                keyGroups,
                nativeFiles,
                OperatorStateSnapshot.redistribute(operatorStates, restore.getParallelism())
                        .get(restore.getSubtask()));
    }

    private void addKeyed(OperatorRestore from, Map<Integer, Map<StateId, List<byte[]>>> keyGroups) throws IOException {
        for (KeyedPart part : from.getState().getKeyed()) {
            StateId id = new StateId(part.getScope(), part.getName());
            for (KeyGroupState keyGroup : part.getKeyGroups()) {
                List<byte[]> ranges = new ArrayList<>();
                for (Range range : keyGroup.getRanges()) {
                    ranges.add(read(range, from));
                }
                keyGroups
                        .computeIfAbsent(keyGroup.getKeyGroup(), absent -> new HashMap<>())
                        .put(id, ranges);
            }
        }
    }

    private byte[] read(Range range, OperatorRestore from) throws IOException {
        return read(range, from.getSegments(), from.getInlined());
    }

    /** Records that were under way to the task. */
    public List<TaskSnapshot.ChannelPart> channels() throws IOException {
        List<TaskSnapshot.ChannelPart> channels = new ArrayList<>();
        for (ChannelState each : restore.getChannels()) {
            byte[] bytes = read(each.getContent(), restore.getChannelSegments(), restore.getChannelsInlined());
            channels.add(new TaskSnapshot.ChannelPart(each.getInput(), each.getChannel(), bytes));
        }
        return channels;
    }

    private byte[] read(Range range, List<SegmentFile> segments, ByteBuffer inlined) throws IOException {
        int segment = range.getSegment();
        if (segment < 0) {
            byte[] bytes = new byte[Math.toIntExact(range.getLength())];
            inlined.get(inlined.position() + Math.toIntExact(range.getOffset()), bytes);
            return bytes;
        }
        SegmentFile file = segments.get(segment);
        SegmentReader reader = open.get(file.getPath());
        if (reader == null) {
            reader = new SegmentReader(storage, file);
            open.put(file.getPath(), reader);
        }
        return reader.read(range);
    }

    @Override
    public void close() throws IOException {
        for (SegmentReader each : open.values()) {
            each.close();
        }
    }
}
