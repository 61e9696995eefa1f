package io.yarnflink.api.connector.source;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reader and the host it runs on. */
public final class ReaderInfo implements Serializable {
    private final int subtaskId;
    private final String location;
    private final List<? extends SourceSplit> reportedSplits;

    public ReaderInfo(int subtaskId, String location) {
        this(subtaskId, location, List.of());
    }

    private ReaderInfo(int subtaskId, String location, List<? extends SourceSplit> reportedSplits) {
        this.subtaskId = subtaskId;
        this.location = Objects.requireNonNull(location, "location is null");
        this.reportedSplits = reportedSplits;
    }

    /** A reader that came back with splits. */
    public static <SplitT extends SourceSplit> ReaderInfo createReaderInfo(
            int subtaskId, String location, List<SplitT> splits) {
        return new ReaderInfo(subtaskId, location, List.copyOf(splits));
    }

    public int getSubtaskId() {
        return subtaskId;
    }

    public String getLocation() {
        return location;
    }

    /** What the reader had when it came. */
    @SuppressWarnings("unchecked") // One source has one kind of splits.
    public <SplitT extends SourceSplit> List<SplitT> getReportedSplitsOnRegistration() {
        return (List<SplitT>) reportedSplits;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReaderInfo that && subtaskId == that.subtaskId && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subtaskId, location);
    }
}
