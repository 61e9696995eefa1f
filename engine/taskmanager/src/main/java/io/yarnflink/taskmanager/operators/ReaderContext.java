package io.yarnflink.taskmanager.operators;

import io.yarnflink.api.common.UserCodeClassLoader;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.metrics.SourceReaderMetricGroup;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.api.time.Clock;
import io.yarnflink.taskmanager.chain.OperatorContext;
import io.yarnflink.taskmanager.chain.TaskEnvironment;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;

/** What a source reader may ask of its task; its delays end on the task's thread. */
final class ReaderContext implements SourceReaderContext {
    private final TaskEnvironment environment;
    private final OperatorContext operator;
    private final long origin;
    private final PriorityQueue<Delay> delays = new PriorityQueue<>(Comparator.comparingLong(Delay::endsAtNanos));

    /** Ends so long after the context was made. */
    private record Delay(long endsAtNanos, CompletableFuture<Void> end) {}

    ReaderContext(OperatorContext operator) {
        this.operator = operator;
        environment = operator.environment();
        origin = environment.process().clock().nanos();
    }

    @Override
    public String getLocalHostName() {
        return environment.process().host();
    }

    @Override
    public int getIndexOfSubtask() {
        return environment.taskInfo().getIndexOfThisSubtask();
    }

    @Override
    public int currentParallelism() {
        return environment.taskInfo().getNumberOfParallelSubtasks();
    }

    @Override
    public SourceReaderMetricGroup metricGroup() {
        return operator.metrics();
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
        return environment::userCode;
    }

    @Override
    public Optional<RuntimeContext> runtimeContext() {
        return Optional.of(operator);
    }

    @Override
    public void sendSourceEventToCoordinator(SourceEvent sourceEvent) {
        environment.gateway().sendSourceEvent(UserCode.serialize(sourceEvent, "The event of a source reader"));
    }

    @Override
    public void sendSplitRequest() {
        environment.gateway().requestSplit();
    }

    @Override
    public Clock clock() {
        return environment.process().clock();
    }

    @Override
    public CompletableFuture<Void> delay(Duration delay) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        delays.add(new Delay(elapsedNanos() + delay.toNanos(), end));
        return end;
    }

    void completeDelays() {
        Delay first = delays.peek();
        if (first == null) {
            return;
        }
        long now = elapsedNanos();
        while (first != null && first.endsAtNanos() <= now) {
            delays.remove();
            first.end().complete(null);
            first = delays.peek();
        }
    }

    long idleNanos() {
        Delay first = delays.peek();
        return first == null ? Long.MAX_VALUE : Math.max(0, first.endsAtNanos() - elapsedNanos());
    }

    private long elapsedNanos() {
        return clock().nanos() - origin;
    }
}
