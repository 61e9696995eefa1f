package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.common.NumberSequenceIterator;
import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceEnumerator;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceSplit;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The numbers from {@code from} to {@code to}, both included; each reader gets ascending ranges of them. */
public class NumberSequenceSource
        implements Source<
                        Long,
                        NumberSequenceSource.NumberSequenceSplit,
                        Collection<NumberSequenceSource.NumberSequenceSplit>>,
                ResultTypeQueryable<Long> {
    private static final long EMITTED_AT_ONCE = 256;

    private final long from;
    private final long to;

    public NumberSequenceSource(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("the sequence ends at " + to + " before it begins at " + from);
        }
        this.from = from;
        this.to = to;
    }

    public long getFrom() {
        return from;
    }

    public long getTo() {
        return to;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
        return BasicTypeInfo.LONG_TYPE_INFO;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
        return new IteratorSourceEnumerator<>(
                enumContext, splitNumberRange(from, to, enumContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext, Collection<NumberSequenceSplit> checkpoint) {
        return new IteratorSourceEnumerator<>(enumContext, checkpoint);
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
        return new SplitQueueReader<>(readerContext, NumberSequenceSource::emitSome);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return new SplitSerializer<>(NumberSequenceSplit::from, NumberSequenceSplit::to, NumberSequenceSplit::new);
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(getSplitSerializer());
    }

    /** At most {@code numSplits} ranges of nearly equal length. */
    protected List<NumberSequenceSplit> splitNumberRange(long from, long to, int numSplits) {
        List<NumberSequenceSplit> ranges = new ArrayList<>();
        for (NumberSequenceIterator part : new NumberSequenceIterator(from, to).split(numSplits)) {
            if (part.hasNext()) {
                ranges.add(new NumberSequenceSplit(String.valueOf(ranges.size()), part.getCurrent(), part.getTo()));
            }
        }
        return ranges;
    }

    private static Optional<NumberSequenceSplit> emitSome(NumberSequenceSplit split, ReaderOutput<Long> output) {
        // Differences instead of sums: the last number may be the largest there is.
        long emitted = Math.min(split.to - split.from, EMITTED_AT_ONCE - 1);
        if (emitted < 0) {
            emitted = EMITTED_AT_ONCE - 1;
        }
        for (long i = 0; i <= emitted; i++) {
            output.collect(split.from + i);
        }
        long lastEmitted = split.from + emitted;
        return lastEmitted == split.to
                ? Optional.empty()
                : Optional.of(new NumberSequenceSplit(split.splitId, lastEmitted + 1, split.to));
    }

    /** The numbers of one range that are still to be emitted. */
    public record NumberSequenceSplit(String splitId, long from, long to)
            implements IteratorSourceSplit<Long, NumberSequenceIterator> {
        public NumberSequenceSplit {
            if (from > to) {
                throw new IllegalArgumentException("a range ends at " + to + " before it begins at " + from);
            }
        }

        @Override
        public NumberSequenceIterator getIterator() {
            return new NumberSequenceIterator(from, to);
        }

        @Override
        public IteratorSourceSplit<Long, NumberSequenceIterator> getUpdatedSplitForIterator(
                NumberSequenceIterator iterator) {
            return new NumberSequenceSplit(splitId, iterator.getCurrent(), iterator.getTo());
        }
    }
}
