package io.yarnflink.testkit.simulated;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.ReaderInfo;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceEvent;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.metrics.SplitEnumeratorMetricGroup;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** Numbers in many more splits than there are readers. */
record FineRanges(NumberSequenceSource numbers, int splits)
        implements Source<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

    @Override
    public Boundedness getBoundedness() {
        return numbers.getBoundedness();
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context) {
        return numbers.createEnumerator(new Wide(context, splits));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> checkpoint) {
        return numbers.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
        return numbers.createReader(context);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return numbers.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return numbers.getEnumeratorCheckpointSerializer();
    }

    /** The readers, said to be as many as there are to be splits. */
    private record Wide(SplitEnumeratorContext<NumberSequenceSplit> real, int currentParallelism)
            implements SplitEnumeratorContext<NumberSequenceSplit> {
        @Override
        public SplitEnumeratorMetricGroup metricGroup() {
            return real.metricGroup();
        }

        @Override
        public Map<Integer, ReaderInfo> registeredReaders() {
            return real.registeredReaders();
        }

        @Override
        public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
            real.sendEventToSourceReader(subtaskId, event);
        }

        @Override
        public void assignSplit(NumberSequenceSplit split, int subtask) {
            real.assignSplit(split, subtask);
        }

        @Override
        public void signalNoMoreSplits(int subtask) {
            real.signalNoMoreSplits(subtask);
        }

        @Override
        public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
            real.callAsync(callable, handler);
        }

        @Override
        public <T> void callAsync(
                Callable<T> callable, BiConsumer<T, Throwable> handler, long initialDelayMillis, long periodMillis) {
            real.callAsync(callable, handler, initialDelayMillis, periodMillis);
        }

        @Override
        public void runInCoordinatorThread(Runnable runnable) {
            real.runInCoordinatorThread(runnable);
        }
    }
}
