package io.yarnflink.api.spi;

import io.yarnflink.api.configuration.Configuration;

/** Runs programs: in this JVM, or by submitting them. */
public interface JobExecutor {
    /** Starts the program and returns without waiting for its end. */
    RunningJob start(Program program) throws Exception;

    /** The program as JSON: its operators, in topological order, and what each reads. */
    String plan(Program program);

    /** What programs find configured when they begin; they may override it. */
    default Configuration configuration() {
        return new Configuration();
    }

    /** The parallelism of programs that set none. */
    int defaultParallelism();
}
