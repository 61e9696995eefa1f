package io.yarnflink.connectors.files;

import io.yarnflink.api.fs.Path;
import java.io.Serializable;
import java.util.Objects;

/** What the builders of all sinks that write part files into buckets take. */
public abstract class BucketsBuilder<IN, BucketID, T extends BucketsBuilder<IN, BucketID, T>> {
    private final Path folder;
    private final FileFormat<IN> format;
    private BucketAssigner<IN, BucketID> assigner;
    private RollingPolicy<IN, BucketID> rolling;
    private OutputFileConfig names = OutputFileConfig.builder().build();
    private long bucketCheckMillis = 60_000;

    BucketsBuilder(
            Path folder,
            FileFormat<IN> format,
            BucketAssigner<IN, BucketID> assigner,
            RollingPolicy<IN, BucketID> rolling) {
        this.folder = LocalPaths.absolute(Objects.requireNonNull(folder, "base path is null"));
        this.format = format;
        this.assigner = Objects.requireNonNull(assigner, "bucket assigner is null");
        this.rolling = Objects.requireNonNull(rolling, "rolling policy is null");
    }

    /** As {@code other}, for other buckets. */
    BucketsBuilder(
            BucketsBuilder<IN, ?, ?> other,
            BucketAssigner<IN, BucketID> assigner,
            RollingPolicy<IN, BucketID> rolling) {
        this(other.folder, other.format, assigner, rolling);
        names = other.names;
        bucketCheckMillis = other.bucketCheckMillis;
    }

    @SuppressWarnings("unchecked") // A builder extends this with itself.
    final T self() {
        return (T) this;
    }

    /** Where it says nothing else, records go into a bucket for each hour. */
    public T withBucketAssigner(BucketAssigner<IN, BucketID> assigner) {
        this.assigner = Objects.requireNonNull(assigner, "bucket assigner is null");
        return self();
    }

    final T rolling(RollingPolicy<IN, BucketID> policy) {
        rolling = Objects.requireNonNull(policy, "rolling policy is null");
        return self();
    }

    public T withOutputFileConfig(OutputFileConfig outputFileConfig) {
        names = Objects.requireNonNull(outputFileConfig, "output file config is null");
        return self();
    }

    /** How often part files are asked whether their time is over, in milliseconds. */
    public T withBucketCheckInterval(long interval) {
        if (interval < 1) {
            throw new IllegalArgumentException("the bucket check interval must be above 0 ms, was " + interval);
        }
        bucketCheckMillis = interval;
        return self();
    }

    public long getBucketCheckInterval() {
        return bucketCheckMillis;
    }

    final Settings<IN, BucketID> settings() {
        return new Settings<>(folder, format, assigner, rolling, bucketCheckMillis, names);
    }

    /** All that a sink was told. */
    record Settings<IN, B>(
            Path folder,
            FileFormat<IN> format,
            BucketAssigner<IN, B> assigner,
            RollingPolicy<IN, B> rolling,
            long bucketCheckMillis,
            OutputFileConfig names)
            implements Serializable {}
}
