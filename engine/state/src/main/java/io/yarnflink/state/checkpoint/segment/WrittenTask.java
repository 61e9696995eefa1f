package io.yarnflink.state.checkpoint.segment;

import io.yarnflink.state.KeyGroupRange;
import io.yarnflink.state.OperatorStateSnapshot;
import io.yarnflink.state.SnapshotTarget;
import io.yarnflink.state.StateId;
import io.yarnflink.state.StoredRange;
import io.yarnflink.state.checkpoint.TaskSnapshot;
import io.yarnflink.state.format.ChannelState;
import io.yarnflink.state.format.KeyGroupState;
import io.yarnflink.state.format.KeyedPart;
import io.yarnflink.state.format.NativeFile;
import io.yarnflink.state.format.NativeState;
import io.yarnflink.state.format.OperatorSubtaskState;
import io.yarnflink.state.format.Range;
import io.yarnflink.state.format.SegmentEntry;
import io.yarnflink.state.format.TaskState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task's snapshot being written: new bytes are kept in memory while they are few, and then go to the segment. */
final class WrittenTask {
    private static final int LARGEST_INLINED = 16 << 10;
    private static final Comparator<StateId> BY_NAME =
            Comparator.comparing(StateId::scope).thenComparing(StateId::name);

    private final OpenSegment openSegment;
    private final List<Operator> operators = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    /** What would be inlined if nothing followed; null once there is too much of it. */
    private @Nullable List<StoredBytes> small = new ArrayList<>();

    private int smallBytes;

    /** Where the state of one operator is. */
    private record Operator(
            String operatorId,
            SortedMap<StateId, SortedMap<Integer, List<StoredBytes>>> keyed,
            @Nullable Native nativeState,
            @Nullable StoredBytes operatorState,
            boolean shared) {}

    /** Where the files are that only one kind of backend reads. */
    private record Native(String kind, KeyGroupRange keyGroups, SortedMap<String, StoredBytes> files) {}

    private record Channel(int input, int channel, StoredBytes bytes) {}

    private WrittenTask(OpenSegment openSegment) {
        this.openSegment = openSegment;
    }

    static WrittenTask write(TaskSnapshot snapshot, OpenSegment segment) throws IOException {
        WrittenTask task = new WrittenTask(segment);
        for (TaskSnapshot.Part part : snapshot.operators()) {
            task.write(part);
        }
        for (TaskSnapshot.ChannelPart channel : snapshot.channels()) {
            byte[] bytes = channel.bytes();
            task.channels.add(new Channel(channel.input(), channel.channel(), task.add(bytes, 0, bytes.length)));
        }
        return task;
    }

    private void write(TaskSnapshot.Part part) throws IOException {
        KeyedTarget target = new KeyedTarget();
        part.snapshot().keyed().write(target);
        OperatorStateSnapshot unkeyed = part.snapshot().operatorState();
        StoredBytes operatorState = null;
        if (!unkeyed.isEmpty()) {
            byte[] bytes = unkeyed.encoded();
            operatorState = add(bytes, 0, bytes.length);
        }
        operators.add(
                new Operator(part.operatorId(), target.keyed, target.nativeState, operatorState, unkeyed.isShared()));
    }

    private StoredBytes add(byte[] array, int offset, int length) throws IOException {
        if (small != null) {
            if (smallBytes + length <= LARGEST_INLINED) {
                StoredBytes bytes = new StoredBytes(Arrays.copyOfRange(array, offset, offset + length));
                small.add(bytes);
                smallBytes += length;
                return bytes;
            }
            moveToSegment(small);
            small = null;
        }
        OpenSegment.Opened opened = openSegment.get();
        return new StoredBytes(opened.segment(), opened.writer().append(array, offset, length), length);
    }

    private StoredBytes add(Path file) throws IOException {
        long length = Files.size(file);
        if (smallBytes + length <= LARGEST_INLINED) {
            return add(Files.readAllBytes(file), 0, (int) length);
        }
        if (small != null) {
            moveToSegment(small);
            small = null;
        }
        OpenSegment.Opened opened = openSegment.get();
        byte[] buffer = new byte[SegmentWriter.BLOCK];
        long offset = opened.writer().append(buffer, 0, 0);
        long copied = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                opened.writer().append(buffer, 0, read);
                copied += read;
            }
        }
        if (copied != length) {
            throw new IOException(file + " had " + length + " bytes, and " + copied + " when it was copied");
        }
        return new StoredBytes(opened.segment(), offset, length);
    }

    private void moveToSegment(List<StoredBytes> all) throws IOException {
        OpenSegment.Opened opened = openSegment.get();
        for (StoredBytes each : all) {
            byte[] bytes = each.inlined();
            if (bytes != null) {
                each.moved(opened.segment(), opened.writer().append(bytes, 0, bytes.length));
            }
        }
    }

    /** Takes the keyed state of one operator. */
    private final class KeyedTarget implements SnapshotTarget {
        private final SortedMap<StateId, SortedMap<Integer, List<StoredBytes>>> keyed = new TreeMap<>(BY_NAME);
        private @Nullable Native nativeState;

        @Override
        public StoredRange add(StateId state, int keyGroup, byte[] array, int offset, int length) throws IOException {
            return put(state, keyGroup, WrittenTask.this.add(array, offset, length));
        }

        @Override
        public StoredRange keep(StateId state, int keyGroup, StoredRange range) throws IOException {
            return put(state, keyGroup, kept("State '" + state.name() + "' of key group " + keyGroup, range));
        }

        @Override
        public SnapshotTarget.FileTarget files(String kind, KeyGroupRange keyGroups) {
            Native files = new Native(kind, keyGroups, new TreeMap<>());
            nativeState = files;
            return new NativeTarget(files.files());
        }

        private StoredBytes put(StateId state, int keyGroup, StoredBytes bytes) {
            keyed.computeIfAbsent(state, absent -> new TreeMap<>())
                    .computeIfAbsent(keyGroup, absent -> new ArrayList<>())
                    .add(bytes);
            return bytes;
        }
    }

    private StoredBytes kept(String what, StoredRange range) throws IOException {
        if (!(range instanceof StoredBytes bytes)) {
            throw new IllegalStateException(what + " refers to bytes that this storage has not written: " + range);
        }
        byte[] inlined = bytes.inlined();
        // Inlined bytes are in the older checkpoint's metadata, which this one's does not refer to.
        return inlined == null ? bytes : add(inlined, 0, inlined.length);
    }

    /** Takes files that only one kind of backend reads. */
    private final class NativeTarget implements SnapshotTarget.FileTarget {
        private final SortedMap<String, StoredBytes> files;

        NativeTarget(SortedMap<String, StoredBytes> files) {
            this.files = files;
        }

        @Override
        public StoredRange add(String name, Path file) throws IOException {
            return put(name, WrittenTask.this.add(file));
        }

        @Override
        public StoredRange keep(String name, StoredRange range) throws IOException {
            return put(name, kept("File '" + name + "'", range));
        }

        private StoredRange put(String name, StoredBytes bytes) {
            files.put(name, bytes);
            return bytes;
        }
    }

    /** Whether all is durable with the acknowledgement alone. */
    boolean isInlined() {
        return small != null;
    }

    /** What the metadata says of it; the segment is closed. */
    TaskState state() {
        Map<StoredBytes.Segment, Integer> segments = new LinkedHashMap<>();
        ByteArrayOutputStream inlined = new ByteArrayOutputStream();
        Function<StoredBytes, Optional<Range>> place = bytes -> Optional.of(place(bytes, segments, inlined));
        return TaskState.newBuilder()
                .setOperators(operators(place))
                .setChannels(channels(place))
                .setSegments(segments.keySet().stream()
                        .map(StoredBytes.Segment::file)
                        .toList())
                .setInlined(ByteBuffer.wrap(inlined.toByteArray()))
                .build();
    }

    private static Range place(
            StoredBytes bytes, Map<StoredBytes.Segment, Integer> segments, ByteArrayOutputStream inlined) {
        byte[] small = bytes.inlined();
        StoredBytes.Segment segment = bytes.segment();
        if (small != null || segment == null) {
            byte[] content = small == null ? new byte[0] : small;
            Range range = new Range(-1, (long) inlined.size(), (long) content.length);
            inlined.writeBytes(content);
            return range;
        }
        Integer index = segments.computeIfAbsent(segment, absent -> segments.size());
        return new Range(index, bytes.offset(), bytes.length());
    }

    /** What the segment's index says of it. */
    SegmentEntry entry(String executionId, StoredBytes.Segment segment) {
        Function<StoredBytes, Optional<Range>> place = bytes -> bytes.segment() == segment
                ? Optional.of(new Range(0, bytes.offset(), bytes.length()))
                : Optional.empty();
        return new SegmentEntry(executionId, operators(place), channels(place));
    }

    private List<OperatorSubtaskState> operators(Function<StoredBytes, Optional<Range>> place) {
        List<OperatorSubtaskState> states = new ArrayList<>();
        for (Operator operator : operators) {
            List<KeyedPart> keyed = new ArrayList<>();
            operator.keyed().forEach((id, keyGroups) -> {
                List<KeyGroupState> groups = new ArrayList<>();
                keyGroups.forEach((keyGroup, ranges) -> groups.add(new KeyGroupState(keyGroup, all(ranges, place))));
                keyed.add(new KeyedPart(id.scope(), id.name(), groups));
            });
            states.add(OperatorSubtaskState.newBuilder()
                    .setOperatorId(operator.operatorId())
                    .setKeyed(keyed)
                    .setOperatorState(range(operator.operatorState(), place))
                    .setSharedOperatorState(operator.shared())
                    .setBackend(nativeState(operator.nativeState(), place))
                    .build());
        }
        return states;
    }

    private static @Nullable NativeState nativeState(
            @Nullable Native state, Function<StoredBytes, Optional<Range>> place) {
        if (state == null) {
            return null;
        }
        List<NativeFile> files = new ArrayList<>();
        state.files()
                .forEach(
                        (name, bytes) -> place.apply(bytes).ifPresent(range -> files.add(new NativeFile(name, range))));
        return new NativeState(
                state.kind(), state.keyGroups().first(), state.keyGroups().last(), files);
    }

    private static List<Range> all(List<StoredBytes> ranges, Function<StoredBytes, Optional<Range>> place) {
        return ranges.stream().map(place).flatMap(Optional::stream).toList();
    }

    private static @Nullable Range range(@Nullable StoredBytes bytes, Function<StoredBytes, Optional<Range>> place) {
        return bytes == null ? null : place.apply(bytes).orElse(null);
    }

    private List<ChannelState> channels(Function<StoredBytes, Optional<Range>> place) {
        List<ChannelState> states = new ArrayList<>();
        for (Channel channel : channels) {
            place.apply(channel.bytes())
                    .ifPresent(range -> states.add(new ChannelState(channel.input(), channel.channel(), range)));
        }
        return states;
    }
}
