package io.yarnflink.testkit.simulated;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.spi.JobExecutors;
import io.yarnflink.testkit.client.ClusterClient;
import io.yarnflink.testkit.simulation.SimulatedProcess;
import java.util.Optional;

/** A client of a simulated cluster, in a process of its own. */
public record SimulatedClient(SimulatedProcess process, ClusterClient executor) {
    /** Runs a program's main; what it throws comes out. */
    public void run(JobExecutors.ProgramBody program) throws Exception {
        JobExecutors.runWith(executor, program);
    }

    /** The job that was accepted last. */
    public Optional<JobID> lastJob() {
        return executor.lastJob().map(job -> job.jobId());
    }
}
