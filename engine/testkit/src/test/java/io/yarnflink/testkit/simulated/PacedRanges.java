package io.yarnflink.testkit.simulated;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Numbers in many splits, of which a reader emits one at each pace; it goes on from where its snapshot was. */
record PacedRanges(FineRanges ranges, Duration pace)
        implements Source<Long, NumberSequenceSplit, Collection<NumberSequenceSplit>> {
    @Override
    public Boundedness getBoundedness() {
        return ranges.getBoundedness();
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context) {
        return ranges.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> context, Collection<NumberSequenceSplit> checkpoint) {
        return ranges.restoreEnumerator(context, checkpoint);
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
        return new Paced(ranges.createReader(context), context, pace);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return ranges.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return ranges.getEnumeratorCheckpointSerializer();
    }

    /** Waits a little after each number. */
    private static final class Paced implements SourceReader<Long, NumberSequenceSplit> {
        private final SourceReader<Long, NumberSequenceSplit> reader;
        private final SourceReaderContext context;
        private final Duration pace;
        private CompletableFuture<Void> rested = CompletableFuture.completedFuture(null);

        Paced(SourceReader<Long, NumberSequenceSplit> reader, SourceReaderContext context, Duration pace) {
            this.reader = reader;
            this.context = context;
            this.pace = pace;
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) throws Exception {
            InputStatus status = reader.pollNext(output);
            if (status == InputStatus.MORE_AVAILABLE) {
                rested = context.delay(pace);
                return InputStatus.NOTHING_AVAILABLE;
            }
            return status;
        }

        @Override
        public List<NumberSequenceSplit> snapshotState(long checkpointId) {
            return reader.snapshotState(checkpointId);
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return rested.isDone() ? reader.isAvailable() : rested;
        }

        @Override
        public void addSplits(List<NumberSequenceSplit> splits) {
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
