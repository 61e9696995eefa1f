package io.yarnflink.testkit.programs;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.SplitsAssignment;
import io.yarnflink.api.connector.source.SupportsHandleExecutionAttemptSourceEvent;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Its readers greet the enumerator, which answers and then assigns them a split each. */
record Talking(boolean byAttempt) implements Source<String, Talking.Split, Void> {
    /** What is said. */
    record Word(String word) implements SourceEvent {}

    /** Nothing to read in it. */
    record Split(String splitId) implements SourceSplit {}

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Split, Void> createEnumerator(SplitEnumeratorContext<Split> context) {
        return byAttempt ? new ByAttempt(context) : new Answering(context);
    }

    @Override
    public SplitEnumerator<Split, Void> restoreEnumerator(SplitEnumeratorContext<Split> context, Void checkpoint) {
        return createEnumerator(context);
    }

    @Override
    public SourceReader<String, Split> createReader(SourceReaderContext context) {
        return new Greeting(context);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new Names();
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        throw new AssertionError("nothing takes snapshots here");
    }

    private static final class Names implements SimpleVersionedSerializer<Split> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) {
            return split.splitId().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Split deserialize(int version, byte[] serialized) {
            return new Split(new String(serialized, StandardCharsets.UTF_8));
        }
    }

    private static class Answering implements SplitEnumerator<Split, Void> {
        final SplitEnumeratorContext<Split> context;

        Answering(SplitEnumeratorContext<Split> context) {
            this.context = context;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {}

        @Override
        public void handleSourceEvent(int subtaskId, SourceEvent sourceEvent) {
            context.sendEventToSourceReader(subtaskId, sourceEvent);
            context.sendEventToSourceReader(subtaskId, 0, new Word("and again"));
            if (context.registeredReadersOfAttempts().get(subtaskId).containsKey(0)) {
                context.assignSplits(new SplitsAssignment<>(new Split("split-" + subtaskId), subtaskId));
            }
            context.signalNoMoreSplits(subtaskId);
        }

        @Override
        public void addSplitsBack(List<Split> splits, int subtaskId) {}

        @Override
        public void addReader(int subtaskId) {}

        @Override
        public Void snapshotState(long checkpointId) {
            throw new AssertionError("nothing takes snapshots here");
        }

        @Override
        public void close() {}
    }

    private static final class ByAttempt extends Answering implements SupportsHandleExecutionAttemptSourceEvent {
        ByAttempt(SplitEnumeratorContext<Split> context) {
            super(context);
        }

        @Override
        public void handleSourceEvent(int subtaskId, int attemptNumber, SourceEvent sourceEvent) {
            handleSourceEvent(subtaskId, new Word(((Word) sourceEvent).word() + ", attempt " + attemptNumber));
        }
    }

    private static final class Greeting implements SourceReader<String, Split> {
        private final SourceReaderContext context;
        private final List<String> heard = new ArrayList<>();
        private final Deque<Split> splits = new ArrayDeque<>();
        private CompletableFuture<Void> available = new CompletableFuture<>();
        private boolean noMore;

        Greeting(SourceReaderContext context) {
            this.context = context;
        }

        @Override
        public void start() {
            if (context.getUserCodeClassLoader().asClassLoader() != null
                    && context.getConfiguration().toMap().isEmpty()) {
                context.metricGroup().counter("greetings").inc();
                context.sendSourceEventToCoordinator(new Word("hello of " + context.getIndexOfSubtask()));
            }
        }

        @Override
        public void handleSourceEvents(SourceEvent sourceEvent) {
            heard.add(((Word) sourceEvent).word());
        }

        @Override
        public InputStatus pollNext(ReaderOutput<String> output) {
            Split split = splits.poll();
            if (split != null) {
                output.collect(context.getIndexOfSubtask() + " heard " + heard + " before " + split.splitId());
                return InputStatus.MORE_AVAILABLE;
            }
            if (noMore) {
                return InputStatus.END_OF_INPUT;
            }
            available = new CompletableFuture<>();
            return InputStatus.NOTHING_AVAILABLE;
        }

        @Override
        public List<Split> snapshotState(long checkpointId) {
            return List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return available;
        }

        @Override
        public void addSplits(List<Split> added) {
            splits.addAll(added);
            available.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {
            noMore = true;
            available.complete(null);
        }

        @Override
        public void close() {}
    }
}
