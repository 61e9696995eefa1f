package io.yarnflink.testkit.simulated;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.InputStatus;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceOutput;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceReader;
import io.yarnflink.api.eventtime.Watermark;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Numbers in many splits, of which a reader emits one at each pace; it goes on from where its snapshot was. What is read is
 * told to a ledger, under the source's name there.
 */
record PacedRanges(FineRanges ranges, Duration pace, String ledger, String name)
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
        return new Paced(new IteratorSourceReader<>(context), context, this);
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
        private final PacedRanges source;
        private final LedgerSink.Ledger ledger;
        private CompletableFuture<Void> rested = CompletableFuture.completedFuture(null);

        Paced(SourceReader<Long, NumberSequenceSplit> reader, SourceReaderContext context, PacedRanges source) {
            this.reader = reader;
            this.context = context;
            this.source = source;
            this.ledger = LedgerSink.open(source.ledger);
        }

        @Override
        public void start() {
            reader.start();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Long> output) throws Exception {
            InputStatus status = reader.pollNext(new Told(output, ledger, source.name));
            if (status == InputStatus.MORE_AVAILABLE) {
                rested = context.delay(source.pace);
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
            splits.forEach(split -> ledger.begin(source.name, split.splitId(), split.from()));
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

    /** Tells the ledger what is read. */
    private record Told(ReaderOutput<Long> real, LedgerSink.Ledger ledger, String name) implements ReaderOutput<Long> {
        @Override
        public void collect(Long number) {
            ledger.read(name, number);
            real.collect(number);
        }

        @Override
        public void collect(Long number, long timestamp) {
            ledger.read(name, number);
            real.collect(number, timestamp);
        }

        @Override
        public SourceOutput<Long> createOutputForSplit(String splitId) {
            return real.createOutputForSplit(splitId);
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            real.releaseOutputForSplit(splitId);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            real.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            real.markIdle();
        }

        @Override
        public void markActive() {
            real.markActive();
        }
    }
}
