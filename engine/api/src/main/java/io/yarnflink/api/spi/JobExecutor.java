package io.yarnflink.api.spi;

/** Runs programs: in this JVM, or by submitting them. */
public interface JobExecutor {
    /** Starts the program and returns without waiting for its end. */
    RunningJob start(Program program) throws Exception;

    /** The parallelism of programs that set none. */
    int defaultParallelism();
}
