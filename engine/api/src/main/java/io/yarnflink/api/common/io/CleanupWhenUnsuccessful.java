package io.yarnflink.api.common.io;

/** An output format that can take back what it wrote before it failed. */
public interface CleanupWhenUnsuccessful {
    /** Called at most once; what it throws is only logged. */
    void tryCleanupOnError() throws Exception;
}
