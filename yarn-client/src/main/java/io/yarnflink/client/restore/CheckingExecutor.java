package io.yarnflink.client.restore;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.client.outcome.ClientException;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.translation.ExecutionPlan;
import io.yarnflink.graph.translation.JobGraphGenerator;
import io.yarnflink.rest.archive.ExitCode;
import io.yarnflink.state.storage.CheckpointStorages;

/** Takes a program's first {@code execute()} for the question whether it could go on, and ends the program there. */
public final class CheckingExecutor implements JobExecutor {
    private final Configuration configuration;
    private final int parallelism;
    private final CheckpointStorages storages;

    /** The answer; an Error, for programs that catch exceptions of theirs. */
    public static final class Answer extends Error {
        private static final long serialVersionUID = 1L;
        private final transient RestoreCheck check;

        private Answer(RestoreCheck check) {
            super("the program's job was looked at, and not submitted", null, false, false);
            this.check = check;
        }

        public RestoreCheck check() {
            return check;
        }
    }

    public CheckingExecutor(Configuration configuration, int parallelism, CheckpointStorages storages) {
        this.configuration = configuration;
        this.parallelism = parallelism;
        this.storages = storages;
    }

    @Override
    public RunningJob start(Program program) throws ClientException {
        JobGraph graph = JobGraphGenerator.generate(program, parallelism, new JobID(0, 0));
        throw new Answer(RestoreCheck.of(graph, configuration, storages)
                .orElseThrow(() -> new ClientException(
                        ExitCode.USAGE, "nothing is said to go on from; name it with --from-savepoint")));
    }

    @Override
    public String plan(Program program) {
        return ExecutionPlan.json(program, parallelism);
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public int defaultParallelism() {
        return parallelism;
    }
}
