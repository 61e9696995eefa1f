package io.yarnflink.connectors.files;

import io.yarnflink.api.configuration.MemorySize;
import java.io.IOException;
import java.time.Duration;

/** Ends part files that are large, old, or not written to any more. */
public final class DefaultRollingPolicy<IN, BucketID> implements RollingPolicy<IN, BucketID> {
    private final long partSize;
    private final long rolloverInterval;
    private final long inactivityInterval;

    private DefaultRollingPolicy(long partSize, long rolloverInterval, long inactivityInterval) {
        this.partSize = partSize;
        this.rolloverInterval = rolloverInterval;
        this.inactivityInterval = inactivityInterval;
    }

    /** With 128 MB and a minute for both intervals where nothing else is said. */
    public static PolicyBuilder builder() {
        return new PolicyBuilder(128L << 20, 60_000, 60_000);
    }

    /** As {@link #builder()}. */
    public static PolicyBuilder create() {
        return builder();
    }

    /** In bytes. */
    public long getMaxPartSize() {
        return partSize;
    }

    /** In milliseconds, as the next one. */
    public long getRolloverInterval() {
        return rolloverInterval;
    }

    public long getInactivityInterval() {
        return inactivityInterval;
    }

    @Override
    public boolean shouldRollOnCheckpoint(PartFileInfo<BucketID> partFileState) throws IOException {
        return partFileState.getSize() > partSize;
    }

    @Override
    public boolean shouldRollOnEvent(PartFileInfo<BucketID> partFileState, IN element) throws IOException {
        return partFileState.getSize() > partSize;
    }

    @Override
    public boolean shouldRollOnProcessingTime(PartFileInfo<BucketID> partFileState, long currentTime) {
        return currentTime - partFileState.getCreationTime() >= rolloverInterval
                || currentTime - partFileState.getLastUpdateTime() >= inactivityInterval;
    }

    /** Builds a {@link DefaultRollingPolicy}; each call gives a new builder. */
    public static final class PolicyBuilder {
        private final long partSize;
        private final long rolloverInterval;
        private final long inactivityInterval;

        private PolicyBuilder(long partSize, long rolloverInterval, long inactivityInterval) {
            this.partSize = positive(partSize, "part size");
            this.rolloverInterval = positive(rolloverInterval, "rollover interval");
            this.inactivityInterval = positive(inactivityInterval, "inactivity interval");
        }

        private static long positive(long value, String what) {
            if (value < 1) {
                throw new IllegalArgumentException("the " + what + " must be above 0, was " + value);
            }
            return value;
        }

        public PolicyBuilder withMaxPartSize(MemorySize size) {
            return withMaxPartSize(size.getBytes());
        }

        /** In bytes. */
        public PolicyBuilder withMaxPartSize(long size) {
            return new PolicyBuilder(size, rolloverInterval, inactivityInterval);
        }

        public PolicyBuilder withRolloverInterval(Duration interval) {
            return withRolloverInterval(interval.toMillis());
        }

        /** In milliseconds. */
        public PolicyBuilder withRolloverInterval(long interval) {
            return new PolicyBuilder(partSize, interval, inactivityInterval);
        }

        public PolicyBuilder withInactivityInterval(Duration interval) {
            return withInactivityInterval(interval.toMillis());
        }

        /** In milliseconds. */
        public PolicyBuilder withInactivityInterval(long interval) {
            return new PolicyBuilder(partSize, rolloverInterval, interval);
        }

        public <IN, BucketID> DefaultRollingPolicy<IN, BucketID> build() {
            return new DefaultRollingPolicy<>(partSize, rolloverInterval, inactivityInterval);
        }
    }
}
