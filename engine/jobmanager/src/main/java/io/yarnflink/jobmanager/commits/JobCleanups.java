package io.yarnflink.jobmanager.commits;

import io.yarnflink.api.connector.sink.JobCleanup;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.jobmanager.leader.JobThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the sinks of a job that has ended clean up, on the coordinator thread; what cannot be cleaned up stays. */
public final class JobCleanups {
    private static final Logger LOG = LoggerFactory.getLogger(JobCleanups.class);

    private final JobGraph graph;
    private final ClassLoader userCode;
    private final JobThreads threads;

    public JobCleanups(JobGraph graph, ClassLoader userCode, JobThreads threads) {
        this.graph = graph;
        this.userCode = userCode;
        this.threads = threads;
    }

    /** Calls {@code done} on the main thread when nothing is left to be tried. */
    public void run(Runnable done) {
        threads.coordinator().execute(() -> {
            for (JobVertex vertex : graph.vertices()) {
                vertex.operators().forEach(this::cleanUp);
            }
            threads.main().execute(done);
        });
    }

    private void cleanUp(ChainedOperator operator) {
        if (operator.role() != OperatorRole.COMMITS && operator.role() != OperatorRole.PUBLISHES) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(userCode);
        try {
            OperatorDescriptor descriptor =
                    UserCode.deserialize(operator.descriptor().toByteArray(), userCode, OperatorDescriptor.class);
            if (descriptor instanceof OperatorDescriptor.Write<?> write && write.sink() instanceof JobCleanup sink) {
                sink.cleanUp(graph.jobId());
            } else if (descriptor instanceof OperatorDescriptor.Invoke<?> invoke
                    && invoke.function() instanceof JobCleanup sink) {
                sink.cleanUp(graph.jobId());
            }
        } catch (Throwable e) {
            // Whatever user code throws, the job has ended as it has.
            LOG.warn("{} '{}' did not clean up after its job", graph.jobId(), operator.name(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
