package io.yarnflink.jobmanager.sources;

import io.yarnflink.api.connector.source.ReaderInfo;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.metrics.OperatorMetrics;
import io.yarnflink.api.metrics.SplitEnumeratorMetricGroup;
import io.yarnflink.api.operators.OperatorDescriptor;
import io.yarnflink.api.serialization.UserCode;
import io.yarnflink.graph.JobVertex;
import io.yarnflink.state.format.EnumeratorState;
import io.yarnflink.transport.endpoint.MainThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the split enumerator of one source on the job's coordinator thread; its own state belongs to that thread too. */
final class SourceCoordinator<SplitT extends SourceSplit> {
    private static final Logger LOG = LoggerFactory.getLogger(SourceCoordinator.class);

    private final int vertex;
    private final JobVertex jobVertex;
    private final ClassLoader userCode;
    private final MainThread coordinator;
    private final Executor io;
    private final SplitSender sender;
    private final Map<Integer, ReaderInfo> readers = new TreeMap<>();
    private @Nullable Source<?, SplitT, Object> source;
    private @Nullable SplitEnumerator<SplitT, Object> enumerator;
    private @Nullable SimpleVersionedSerializer<SplitT> serializer;
    private boolean ended;

    /** Code of the user's that may throw anything. */
    private interface UserCall {
        void run() throws Exception;
    }

    SourceCoordinator(
            int vertex,
            JobVertex jobVertex,
            ClassLoader userCode,
            MainThread coordinator,
            Executor io,
            SplitSender sender) {
        this.vertex = vertex;
        this.jobVertex = jobVertex;
        this.userCode = userCode;
        this.coordinator = coordinator;
        this.io = io;
        this.sender = sender;
    }

    /** Makes the enumerator, from what a checkpoint holds of it if anything, and starts it. Any thread, as all that follows. */
    void start(Optional<EnumeratorState> restored) {
        call(() -> {
            Source<?, SplitT, Object> decoded = decode();
            source = decoded;
            serializer = decoded.getSplitSerializer();
            enumerator = restored.isPresent()
                    ? decoded.restoreEnumerator(
                            new Context(),
                            decoded.getEnumeratorCheckpointSerializer()
                                    .deserialize(
                                            restored.get().getVersion(),
                                            bytes(restored.get().getState())))
                    : decoded.createEnumerator(new Context());
            enumerator.start();
        });
    }

    /** Takes the enumerator's state; it comes to the sender in its place among the enumerator's decisions. */
    void snapshot(long checkpointId) {
        coordinator.execute(() -> {
            try {
                EnumeratorState state = withUserCode(() -> snapshotHere(checkpointId));
                sender.snapshot(vertex, checkpointId, state);
            } catch (Throwable e) {
                // The job goes on, without this checkpoint.
                sender.snapshotFailed(vertex, checkpointId, e);
            }
        });
    }

    private EnumeratorState snapshotHere(long checkpointId) throws Exception {
        SplitEnumerator<SplitT, Object> open = enumerator;
        Source<?, SplitT, Object> decoded = source;
        if (ended || open == null || decoded == null) {
            throw new IllegalStateException("it has ended");
        }
        SimpleVersionedSerializer<Object> states = decoded.getEnumeratorCheckpointSerializer();
        byte[] state = states.serialize(open.snapshotState(checkpointId));
        return new EnumeratorState(jobVertex.head().id().toString(), states.getVersion(), ByteBuffer.wrap(state));
    }

    void checkpointCompleted(long checkpointId) {
        call(() -> {
            if (enumerator != null) {
                enumerator.notifyCheckpointComplete(checkpointId);
            }
        });
    }

    void checkpointAborted(long checkpointId) {
        call(() -> {
            if (enumerator != null) {
                enumerator.notifyCheckpointAborted(checkpointId);
            }
        });
    }

    void readerReady(int subtask, String host) {
        call(() -> {
            if (readers.put(subtask, new ReaderInfo(subtask, host)) == null && enumerator != null) {
                enumerator.addReader(subtask);
            }
        });
    }

    void splitRequested(int subtask, String host) {
        call(() -> {
            if (enumerator != null) {
                enumerator.handleSplitRequest(subtask, host);
            }
        });
    }

    void readerEvent(int subtask, int attempt, ByteBuffer serialized) {
        call(() -> {
            SourceEvent event = UserCode.deserialize(bytes(serialized), userCode, SourceEvent.class);
            if (enumerator instanceof SupportsHandleExecutionAttemptSourceEvent byAttempt) {
                byAttempt.handleSourceEvent(subtask, attempt, event);
            } else if (enumerator != null) {
                enumerator.handleSourceEvent(subtask, event);
            }
        });
    }

    void close() {
        coordinator.execute(() -> {
            ended = true;
            SplitEnumerator<SplitT, Object> open = enumerator;
            enumerator = null;
            if (open != null) {
                try {
                    open.close();
                } catch (Throwable e) {
                    LOG.warn("The split enumerator of {} did not close cleanly", jobVertex.name(), e);
                }
            }
        });
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    @SuppressWarnings("unchecked") // Splits and state stay between this source's enumerator and its serializers.
    private Source<?, SplitT, Object> decode() {
        OperatorDescriptor descriptor =
                UserCode.deserialize(jobVertex.head().descriptor().toByteArray(), userCode, OperatorDescriptor.class);
        if (descriptor instanceof OperatorDescriptor.SourceRead<?> read) {
            return (Source<?, SplitT, Object>) read.source();
        }
        throw new IllegalStateException(
                "Operator '" + jobVertex.head().name() + "' is marked as a source but is " + descriptor);
    }

    private void call(UserCall action) {
        coordinator.execute(() -> callHere(action));
    }

    private void callHere(UserCall action) {
        if (ended) {
            return;
        }
        try {
            withUserCode(() -> {
                action.run();
                return ended;
            });
        } catch (Throwable e) {
            // Whatever user code throws ends its job, not the process.
            ended = true;
            sender.enumeratorFailed(vertex, e);
        }
    }

    private <T> T withUserCode(Callable<T> action) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(userCode);
        try {
            return action.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What the enumerator sees of the job. */
    private final class Context implements SplitEnumeratorContext<SplitT> {
        private final OperatorMetrics metrics = new OperatorMetrics(List.of(jobVertex.name()));

        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return metrics;
        }

        @Override
        public int currentParallelism() {
            return jobVertex.parallelism();
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return Map.copyOf(readers);
        }

        @Override
        public void assignSplit(SplitT split, int subtask) {
            SimpleVersionedSerializer<SplitT> known = serializer;
            if (known == null) {
                throw new IllegalStateException("Splits can be assigned once the enumerator is made");
            }
            checkReader(subtask, "split " + split.splitId());
            try {
                sender.assign(vertex, subtask, known.getVersion(), List.of(ByteBuffer.wrap(known.serialize(split))));
            } catch (IOException e) {
                throw new UncheckedIOException("Split " + split.splitId() + " cannot be serialized", e);
            }
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            checkReader(subtask, "the end of the splits");
            sender.noMoreSplits(vertex, subtask);
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            checkReader(subtaskId, "event " + event.getClass().getName());
            sender.send(
                    vertex, subtaskId, ByteBuffer.wrap(UserCode.serialize(event, "The event of a split enumerator")));
        }

        @Override
        public void setIsProcessingBacklog(boolean isProcessingBacklog) {
            sender.backlog(vertex, isProcessingBacklog);
        }

        private void checkReader(int subtask, String what) {
            if (!readers.containsKey(subtask)) {
                throw new IllegalArgumentException("The enumerator gave " + what + " to reader " + subtask
                        + ", registered are " + readers.keySet() + " of " + jobVertex.parallelism()
                        + "; wait for addReader");
            }
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            io.execute(() -> runAsync(callable, handler));
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
            coordinator.schedule(Duration.ofMillis(initialDelayMillis), () -> {
                if (!ended) {
                    io.execute(() -> {
                        runAsync(callable, handler);
                        // Not before: a slow look must not be overtaken by the next, nor hold one thread after the
                        // other.
                        coordinator.execute(() -> callAsync(callable, handler, periodMillis, periodMillis));
                    });
                }
            });
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            call(runnable::run);
        }

        @SuppressWarnings("NullAway") // As the interface has it: a result or a failure, the other one is null.
        private <T> void runAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            try {
                T result = withUserCode(callable);
                call(() -> handler.accept(result, null));
            } catch (Throwable e) {
                call(() -> handler.accept(null, e));
            }
        }
    }
}
