package io.yarnflink.api.functions;

/** The extractor of the {@code timestamps} package, under its older name. */
@Deprecated
public abstract class AscendingTimestampExtractor<T>
        extends io.yarnflink.api.functions.timestamps.AscendingTimestampExtractor<T> {}
