package io.yarnflink.api.environment;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import java.util.ArrayList;
import java.util.List;

/** Keeps the programs it is given and answers each with the same job. */
public final class RecordingExecutor implements JobExecutor {
    private final RunningJob job;
    private final Configuration configuration;
    private final List<Program> programs = new ArrayList<>();

    public RecordingExecutor(RunningJob job) {
        this(job, new Configuration());
    }

    public RecordingExecutor(RunningJob job, Configuration configuration) {
        this.job = job;
        this.configuration = configuration;
    }

    public void run(JobExecutors.ProgramBody body) throws Exception {
        JobExecutors.runWith(this, body);
    }

    public List<Program> programs() {
        return programs;
    }

    @Override
    public RunningJob start(Program program) {
        programs.add(program);
        return job;
    }

    @Override
    public String plan(Program program) {
        return "plan of " + program.roots().size();
    }

    @Override
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public int defaultParallelism() {
        return 3;
    }
}
