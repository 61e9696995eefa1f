package io.yarnflink.testkit.local;

import io.yarnflink.api.common.JobID;
import io.yarnflink.api.configuration.CoreOptions;
import io.yarnflink.api.spi.JobExecutor;
import io.yarnflink.api.spi.Program;
import io.yarnflink.api.spi.RunningJob;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.translation.ExecutionPlan;
import io.yarnflink.graph.translation.JobGraphGenerator;
import java.security.SecureRandom;

/** Runs programs that nobody submitted in this JVM, each job in a cluster of its own that is as large as it needs. */
public final class LocalJobExecutor implements JobExecutor {
    @Override
    public int defaultParallelism() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public String plan(Program program) {
        return ExecutionPlan.json(program, parallelism(program));
    }

    @Override
    public RunningJob start(Program program) throws Exception {
        JobGraph graph = JobGraphGenerator.generate(program, parallelism(program), JobID.random(new SecureRandom()));
        ClusterUntilDone cluster = new ClusterUntilDone(graph.requiredSlots());
        try {
            return cluster.local.executor().submit(graph);
        } catch (Exception e) {
            cluster.local.close();
            throw e;
        }
    }

    private int parallelism(Program program) {
        return program.configuration().get(CoreOptions.DEFAULT_PARALLELISM, defaultParallelism());
    }

    /** A cluster that closes itself when its job is over and its results are fetched. */
    private static final class ClusterUntilDone {
        private final LocalCluster local;

        ClusterUntilDone(int slots) {
            local = LocalCluster.inMemory(slots, report -> closeSoon());
        }

        /** On a thread of its own: the one that tells belongs to the cluster. */
        private void closeSoon() {
            Thread closer = new Thread(() -> local.closeWhenAnswered(), "local-cluster-end");
            closer.setDaemon(true);
            closer.start();
        }
    }
}
