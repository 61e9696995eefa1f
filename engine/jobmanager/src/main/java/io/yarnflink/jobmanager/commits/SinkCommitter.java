package io.yarnflink.jobmanager.commits;

import io.yarnflink.api.connector.sink.Committer;
import io.yarnflink.api.connector.sink.SupportsCommitter;
import io.yarnflink.api.faults.FailPoint;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.graph.ChainedOperator;
import io.yarnflink.graph.JobGraph;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.graph.OpaqueBytes;
import io.yarnflink.graph.OperatorRole;
import io.yarnflink.transport.endpoint.MainThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the committers of one vertex' sinks; the coordinator thread only. */
final class SinkCommitter {
    private static final Logger LOG = LoggerFactory.getLogger(SinkCommitter.class);
    private static final int MOST_RETRIES = 10;
    private static final Duration BETWEEN_RETRIES = Duration.ofSeconds(1);

    private final JobGraph job;
    private final JobVertex vertex;
    private final Map<String, List<Serialized>> sinks;
    private final ClassLoader userCode;
    private final MainThread coordinator;
    private final Outcome outcome;
    private final Deque<Open<?>> open = new ArrayDeque<>();

    /** Bytes of a committable, and the version of the serializer that wrote them. */
    record Serialized(int version, OpaqueBytes bytes) {}

    /** Hears the end; must only enqueue. */
    interface Outcome {
        void done();

        void failed(String sink, Throwable cause);
    }

    /** A sink with what is still to be done for it. */
    private record Open<CommT>(
            String name, Committer<CommT> committer, List<Request<CommT>> requests, OperatorMetrics metrics) {}

    /** Code of the user's that may throw anything. */
    private interface UserCall {
        void run() throws Exception;
    }

    SinkCommitter(
            JobGraph job,
            JobVertex vertex,
            Map<String, List<Serialized>> sinks,
            ClassLoader userCode,
            MainThread coordinator,
            Outcome outcome) {
        this.job = job;
        this.vertex = vertex;
        this.sinks = sinks;
        this.userCode = userCode;
        this.coordinator = coordinator;
        this.outcome = outcome;
    }

    void commit() {
        if (guarded(vertex.name(), this::openSinks)) {
            commitOpen();
        }
    }

    private void commitOpen() {
        while (!open.isEmpty()) {
            Open<?> sink = open.element();
            FailPoint.hit("T11");
            if (!guarded(sink.name(), () -> commitOnce(sink))) {
                return;
            }
            FailPoint.hit("T12");
            if (!sink.requests().isEmpty()) {
                coordinator.schedule(BETWEEN_RETRIES, this::commitOpen);
                return;
            }
            open.remove();
            close(sink);
            LOG.info(
                    "{} '{}' committed {} of {}, and found {} to be committed before",
                    job.jobId(),
                    sink.name(),
                    sink.metrics().getNumCommittablesSuccessCounter().getCount(),
                    sink.metrics().getNumCommittablesTotalCounter().getCount(),
                    sink.metrics().getNumCommittablesAlreadyCommittedCounter().getCount());
        }
        outcome.done();
    }

    private static <CommT> void commitOnce(Open<CommT> sink) throws Exception {
        for (Request<CommT> request : sink.requests()) {
            request.begin();
        }
        sink.committer().commit(List.copyOf(sink.requests()));
        for (Iterator<Request<CommT>> each = sink.requests().iterator(); each.hasNext(); ) {
            Request<CommT> request = each.next();
            if (request.isOver(sink.name(), sink.metrics())) {
                each.remove();
            } else if (request.getNumberOfRetries() >= MOST_RETRIES) {
                throw new IOException(request.getCommittable() + " was not committed in " + MOST_RETRIES + " retries");
            }
        }
    }

    /** What cannot be let go of stays; that is no reason for a job to end otherwise. */
    void discard() {
        try {
            withUserCode(() -> {
                openSinks();
                for (Open<?> sink : open) {
                    discard(sink);
                }
            });
        } catch (Throwable e) {
            LOG.warn("{} what sinks of '{}' prepared was not let go of", job.jobId(), vertex.name(), e);
        }
        outcome.done();
    }

    private static <CommT> void discard(Open<CommT> sink) throws Exception {
        sink.committer()
                .discard(sink.requests().stream().map(Request::getCommittable).toList());
        sink.committer().close();
    }

    private void openSinks() throws Exception {
        for (ChainedOperator operator : vertex.operators()) {
            if (operator.role() == OperatorRole.COMMITS) {
                OperatorDescriptor.Write<?> write = UserCode.deserialize(
                        operator.descriptor().toByteArray(), userCode, OperatorDescriptor.Write.class);
                List<Serialized> committables = sinks.getOrDefault(operator.id().toString(), sinks.get(write.sinkId()));
                if (committables != null && write.sink() instanceof SupportsCommitter<?> sink) {
                    open.add(open(operator.name(), sink, committables));
                }
            }
        }
    }

    private <CommT> Open<CommT> open(String name, SupportsCommitter<CommT> sink, List<Serialized> committables)
            throws IOException {
        List<Request<CommT>> requests = new ArrayList<>();
        for (Serialized committable : committables) {
            requests.add(new Request<>(sink.getCommittableSerializer()
                    .deserialize(committable.version(), committable.bytes().toByteArray())));
        }
        OperatorMetrics metrics = new OperatorMetrics(List.of(name));
        metrics.getNumCommittablesTotalCounter().inc(requests.size());
        metrics.setCurrentPendingCommittablesGauge(requests::size);
        CommitterContext context = new CommitterContext(job.jobId(), job.name(), vertex, metrics);
        return new Open<>(name, sink.createCommitter(context), requests, metrics);
    }

    private void close(Open<?> sink) {
        try {
            withUserCode(() -> sink.committer().close());
        } catch (Throwable e) {
            LOG.warn("{} the committer of '{}' did not close cleanly", job.jobId(), sink.name(), e);
        }
    }

    private boolean guarded(String sink, UserCall call) {
        try {
            withUserCode(call);
            return true;
        } catch (Throwable e) {
            // Whatever user code throws ends its job, not the process.
            open.forEach(this::close);
            open.clear();
            outcome.failed(sink, e);
            return false;
        }
    }

    private void withUserCode(UserCall call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(userCode);
        try {
            call.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
