package io.yarnflink.api.windowing.windows;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.SimpleTypeSerializerSnapshot;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;
import io.yarnflink.api.windowing.assigners.MergingWindowAssigner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The time from {@code start}, included, to {@code end}, excluded; in milliseconds since the epoch. */
public class TimeWindow extends Window {
    private final long start;
    private final long end;

    public TimeWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    public long getStart() {
        return start;
    }

    public long getEnd() {
        return end;
    }

    @Override
    public long maxTimestamp() {
        return end - 1;
    }

    /** Whether both share some time or touch. */
    public boolean intersects(TimeWindow other) {
        return start <= other.end && end >= other.start;
    }

    /** The smallest window that covers both. */
    public TimeWindow cover(TimeWindow other) {
        return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
    }

    /** Where the window of {@code timestamp} starts, when windows of {@code windowSize} start at multiples plus {@code offset}. */
    public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
        return timestamp - Math.floorMod(timestamp - offset, windowSize);
    }

    /** Merges all windows that share some time or touch, and tells {@code callback} of each merge of several. */
    public static void mergeWindows(
            Collection<TimeWindow> windows, MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        List<TimeWindow> sorted = new ArrayList<>(windows);
        sorted.sort(Comparator.comparingLong(TimeWindow::getStart));
        List<TimeWindow> parts = new ArrayList<>();
        @Nullable TimeWindow merged = null;
        for (TimeWindow window : sorted) {
            if (merged != null && merged.intersects(window)) {
                merged = merged.cover(window);
            } else {
                tell(parts, merged, callback);
                parts = new ArrayList<>();
                merged = window;
            }
            parts.add(window);
        }
        tell(parts, merged, callback);
    }

    private static void tell(
            List<TimeWindow> parts,
            @Nullable TimeWindow merged,
            MergingWindowAssigner.MergeCallback<TimeWindow> callback) {
        if (merged != null && parts.size() > 1) {
            callback.merge(parts, merged);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindow that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(start) + Long.hashCode(end);
    }

    @Override
    public String toString() {
        return "TimeWindow{start=" + start + ", end=" + end + "}";
    }

    /** Writes a window as two numbers. */
    public static class Serializer extends ImmutableSerializer<TimeWindow> {
        @Override
        public TimeWindow createInstance() {
            return new TimeWindow(0, 0);
        }

        @Override
        public TimeWindow copy(TimeWindow from) {
            return from;
        }

        @Override
        public TimeWindow copy(TimeWindow from, TimeWindow reuse) {
            return from;
        }

        @Override
        public TimeWindow deserialize(TimeWindow reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public int getLength() {
            return 2 * Long.BYTES;
        }

        @Override
        public void serialize(TimeWindow window, DataOutputView target) throws IOException {
            target.writeLong(window.start);
            target.writeLong(window.end);
        }

        @Override
        public TimeWindow deserialize(DataInputView source) throws IOException {
            return new TimeWindow(source.readLong(), source.readLong());
        }

        @Override
        public TypeSerializerSnapshot<TimeWindow> snapshotConfiguration() {
            return new TimeWindowSerializerSnapshot();
        }

        /** The snapshot of the serializer, which has no configuration. */
        public static final class TimeWindowSerializerSnapshot extends SimpleTypeSerializerSnapshot<TimeWindow> {
            public TimeWindowSerializerSnapshot() {
                super(Serializer::new);
            }
        }
    }
}
