package io.yarnflink.api.state;

import io.yarnflink.api.time.Time;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long values live, and what happens to those that are over. */
public class StateTtlConfig implements Serializable {
    public static final StateTtlConfig DISABLED =
            new StateTtlConfig(new Builder(Duration.ofMillis(Long.MAX_VALUE)).setUpdateType(UpdateType.Disabled));

    private final UpdateType updateType;
    private final StateVisibility stateVisibility;
    private final TtlTimeCharacteristic ttlTimeCharacteristic;
    private final Duration timeToLive;
    private final CleanupStrategies cleanupStrategies;

    private StateTtlConfig(Builder builder) {
        updateType = builder.updateType;
        stateVisibility = builder.stateVisibility;
        ttlTimeCharacteristic = builder.ttlTimeCharacteristic;
        timeToLive = builder.timeToLive;
        cleanupStrategies = new CleanupStrategies(
                builder.inBackground, builder.fullSnapshot, builder.incremental, builder.rocksdbCompactFilter);
    }

    /** What starts a value's time anew. */
    public enum UpdateType {
        /** Values live for ever. */
        Disabled,
        OnCreateAndWrite,
        OnReadAndWrite
    }

    /** Whether values that are over may still be seen. */
    public enum StateVisibility {
        ReturnExpiredIfNotCleanedUp,
        NeverReturnExpired
    }

    /** Which time counts. */
    public enum TtlTimeCharacteristic {
        ProcessingTime
    }

    public static Builder newBuilder(Duration ttl) {
        return new Builder(ttl);
    }

    @Deprecated
    public static Builder newBuilder(Time ttl) {
        return newBuilder(ttl.toDuration());
    }

    /** Begins with the settings of {@code config}. */
    public static Builder newBuilder(StateTtlConfig config) {
        Builder builder = new Builder(config.timeToLive)
                .setUpdateType(config.updateType)
                .setStateVisibility(config.stateVisibility)
                .setTtlTimeCharacteristic(config.ttlTimeCharacteristic);
        builder.inBackground = config.cleanupStrategies.isCleanupInBackground;
        builder.fullSnapshot = config.cleanupStrategies.fullSnapshot;
        builder.incremental = config.cleanupStrategies.incremental;
        builder.rocksdbCompactFilter = config.cleanupStrategies.rocksdbCompactFilter;
        return builder;
    }

    public boolean isEnabled() {
        return updateType != UpdateType.Disabled;
    }

    public UpdateType getUpdateType() {
        return updateType;
    }

    public StateVisibility getStateVisibility() {
        return stateVisibility;
    }

    public TtlTimeCharacteristic getTtlTimeCharacteristic() {
        return ttlTimeCharacteristic;
    }

    public Duration getTimeToLive() {
        return timeToLive;
    }

    @Deprecated
    public Time getTtl() {
        return Time.fromDuration(timeToLive);
    }

    public CleanupStrategies getCleanupStrategies() {
        return cleanupStrategies;
    }

    @Override
    public String toString() {
        return "StateTtlConfig{updateType=" + updateType + ", stateVisibility=" + stateVisibility + ", timeToLive="
                + timeToLive + "}";
    }

    /** Collects the settings. */
    public static class Builder {
        private UpdateType updateType = UpdateType.OnCreateAndWrite;
        private StateVisibility stateVisibility = StateVisibility.NeverReturnExpired;
        private TtlTimeCharacteristic ttlTimeCharacteristic = TtlTimeCharacteristic.ProcessingTime;
        private Duration timeToLive;
        private boolean inBackground = true;
        private boolean fullSnapshot;
        private @Nullable IncrementalCleanupStrategy incremental;
        private @Nullable RocksdbCompactFilterCleanupStrategy rocksdbCompactFilter;

        public Builder(Duration ttl) {
            timeToLive = positive(ttl);
        }

        @Deprecated
        public Builder(Time ttl) {
            this(ttl.toDuration());
        }

        private static Duration positive(Duration ttl) {
            if (ttl.isZero() || ttl.isNegative()) {
                throw new IllegalArgumentException("the time to live must be longer than zero, was " + ttl);
            }
            return ttl;
        }

        public Builder setTimeToLive(Duration ttl) {
            timeToLive = positive(ttl);
            return this;
        }

        @Deprecated
        public Builder setTtl(Time ttl) {
            return setTimeToLive(ttl.toDuration());
        }

        public Builder setUpdateType(UpdateType newUpdateType) {
            updateType = newUpdateType;
            return this;
        }

        public Builder updateTtlOnCreateAndWrite() {
            return setUpdateType(UpdateType.OnCreateAndWrite);
        }

        public Builder updateTtlOnReadAndWrite() {
            return setUpdateType(UpdateType.OnReadAndWrite);
        }

        public Builder setStateVisibility(StateVisibility newStateVisibility) {
            stateVisibility = newStateVisibility;
            return this;
        }

        public Builder returnExpiredIfNotCleanedUp() {
            return setStateVisibility(StateVisibility.ReturnExpiredIfNotCleanedUp);
        }

        public Builder neverReturnExpired() {
            return setStateVisibility(StateVisibility.NeverReturnExpired);
        }

        public Builder setTtlTimeCharacteristic(TtlTimeCharacteristic newTtlTimeCharacteristic) {
            ttlTimeCharacteristic = newTtlTimeCharacteristic;
            return this;
        }

        public Builder useProcessingTime() {
            return setTtlTimeCharacteristic(TtlTimeCharacteristic.ProcessingTime);
        }

        /** Leaves values that are over out of full snapshots. */
        public Builder cleanupFullSnapshot() {
            fullSnapshot = true;
            return this;
        }

        /** Looks at {@code cleanupSize} values at each access of the state, on request also at each record. */
        public Builder cleanupIncrementally(int cleanupSize, boolean runCleanupForEveryRecord) {
            incremental = new IncrementalCleanupStrategy(cleanupSize, runCleanupForEveryRecord);
            return this;
        }

        /** Drops values that are over when RocksDB compacts; the time is asked after so many entries. */
        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries) {
            return cleanupInRocksdbCompactFilter(queryTimeAfterNumEntries, Duration.ofDays(30));
        }

        public Builder cleanupInRocksdbCompactFilter(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            rocksdbCompactFilter =
                    new RocksdbCompactFilterCleanupStrategy(queryTimeAfterNumEntries, periodicCompactionTime);
            return this;
        }

        public Builder disableCleanupInBackground() {
            inBackground = false;
            return this;
        }

        public StateTtlConfig build() {
            return new StateTtlConfig(this);
        }
    }

    /** When values that are over are removed; they are always removed when they are read. */
    public static class CleanupStrategies implements Serializable {
        private static final IncrementalCleanupStrategy BACKGROUND_INCREMENTAL =
                new IncrementalCleanupStrategy(5, false);
        private static final RocksdbCompactFilterCleanupStrategy BACKGROUND_COMPACTION =
                new RocksdbCompactFilterCleanupStrategy(1000, Duration.ofDays(30));

        private final boolean isCleanupInBackground;
        private final boolean fullSnapshot;
        private final @Nullable IncrementalCleanupStrategy incremental;
        private final @Nullable RocksdbCompactFilterCleanupStrategy rocksdbCompactFilter;

        private CleanupStrategies(
                boolean isCleanupInBackground,
                boolean fullSnapshot,
                @Nullable IncrementalCleanupStrategy incremental,
                @Nullable RocksdbCompactFilterCleanupStrategy rocksdbCompactFilter) {
            this.isCleanupInBackground = isCleanupInBackground;
            this.fullSnapshot = fullSnapshot;
            this.incremental = incremental;
            this.rocksdbCompactFilter = rocksdbCompactFilter;
        }

        public boolean isCleanupInBackground() {
            return isCleanupInBackground;
        }

        public boolean inFullSnapshot() {
            return fullSnapshot;
        }

        public boolean inRocksdbCompactFilter() {
            return getRocksdbCompactFilterCleanupStrategy() != null;
        }

        /** Null when nothing is removed between accesses. */
        public @Nullable IncrementalCleanupStrategy getIncrementalCleanupStrategy() {
            return incremental == null && isCleanupInBackground ? BACKGROUND_INCREMENTAL : incremental;
        }

        /** Null when compaction keeps everything. */
        public @Nullable RocksdbCompactFilterCleanupStrategy getRocksdbCompactFilterCleanupStrategy() {
            return rocksdbCompactFilter == null && isCleanupInBackground ? BACKGROUND_COMPACTION : rocksdbCompactFilter;
        }
    }

    /** Removes a few values at each access. */
    public static class IncrementalCleanupStrategy implements Serializable {
        private final int cleanupSize;
        private final boolean runCleanupForEveryRecord;

        private IncrementalCleanupStrategy(int cleanupSize, boolean runCleanupForEveryRecord) {
            if (cleanupSize <= 0) {
                throw new IllegalArgumentException("cleanupSize must be positive, was " + cleanupSize);
            }
            this.cleanupSize = cleanupSize;
            this.runCleanupForEveryRecord = runCleanupForEveryRecord;
        }

        public int getCleanupSize() {
            return cleanupSize;
        }

        public boolean runCleanupForEveryRecord() {
            return runCleanupForEveryRecord;
        }
    }

    /** Removes values as RocksDB compacts its files. */
    public static class RocksdbCompactFilterCleanupStrategy implements Serializable {
        private final long queryTimeAfterNumEntries;
        private final Duration periodicCompactionTime;

        private RocksdbCompactFilterCleanupStrategy(long queryTimeAfterNumEntries, Duration periodicCompactionTime) {
            this.queryTimeAfterNumEntries = queryTimeAfterNumEntries;
            this.periodicCompactionTime = periodicCompactionTime;
        }

        public long getQueryTimeAfterNumEntries() {
            return queryTimeAfterNumEntries;
        }

        public Duration getPeriodicCompactionTime() {
            return periodicCompactionTime;
        }
    }
}
