package io.yarnflink.state.checkpoint.restore;

import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.NativeFiles;
import io.yarnflink.state.checkpoint.CorruptCheckpointException;
import io.yarnflink.state.checkpoint.segment.SegmentReader;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentFile;
import io.yarnflink.state.storage.CheckpointStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files of a backend in the segments of a checkpoint, read when they are asked for. */
record StoredNativeFiles(CheckpointStorage storage, NativeState state, List<SegmentFile> segments, ByteBuffer inlined)
        implements NativeFiles {
    @Override
    public String kind() {
        return state.getKind();
    }

    @Override
    public KeyGroupRange keyGroups() {
        return new KeyGroupRange(state.getFirstKeyGroup(), state.getLastKeyGroup());
    }

    @Override
    public void copyTo(Path folder) throws IOException {
        Map<Integer, SegmentReader> open = new HashMap<>();
        try {
            for (NativeFile file : state.getFiles()) {
                copy(file, checked(folder, file.getName()), open);
            }
        } finally {
            for (SegmentReader each : open.values()) {
                each.close();
            }
        }
    }

    /** Names come from a file, which may have been tampered with. */
    private Path checked(Path folder, String name) throws CorruptCheckpointException {
        if (name.isEmpty() || name.startsWith(".") || name.contains("/") || name.contains("\\")) {
            throw new CorruptCheckpointException(
                    "The metadata of the checkpoint",
                    "it calls a file of its state backend '" + name + "', which is no name");
        }
        return folder.resolve(name);
    }

    private void copy(NativeFile file, Path target, Map<Integer, SegmentReader> open) throws IOException {
        Range range = file.getContent();
        try (OutputStream out = Files.newOutputStream(target)) {
            if (range.getSegment() < 0) {
                byte[] bytes = new byte[Math.toIntExact(range.getLength())];
                inlined.get(inlined.position() + Math.toIntExact(range.getOffset()), bytes);
                out.write(bytes);
                return;
            }
            SegmentReader reader = open.get(range.getSegment());
            if (reader == null) {
                reader = new SegmentReader(storage, segments.get(range.getSegment()));
                open.put(range.getSegment(), reader);
            }
            reader.copy(range, out);
        }
    }
}
