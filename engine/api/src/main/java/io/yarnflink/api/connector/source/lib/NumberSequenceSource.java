package io.yarnflink.api.connector.source.lib;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.ReaderOutput;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SourceSplit;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.typeinfo.BasicTypeInfo;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The numbers from {@code from} to {@code to}, both included; each reader gets ascending ranges of them. */
public final class NumberSequenceSource
        implements Source<
                        Long, NumberSequenceSource.NumberSequenceSplit, List<NumberSequenceSource.NumberSequenceSplit>>,
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
    public SplitEnumerator<NumberSequenceSplit, List<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
        return new SplitQueueEnumerator<>(enumContext, ranges(enumContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, List<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext, List<NumberSequenceSplit> checkpoint) {
        return new SplitQueueEnumerator<>(enumContext, checkpoint);
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
        return new SplitQueueReader<>(readerContext, NumberSequenceSource::emitSome);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return new SplitSerializer<>(NumberSequenceSplit::next, NumberSequenceSplit::last, NumberSequenceSplit::new);
    }

    @Override
    public SimpleVersionedSerializer<List<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return new SplitListSerializer<>(getSplitSerializer());
    }

    /** At most {@code parts} ranges of nearly equal length. */
    private List<NumberSequenceSplit> ranges(int parts) {
        // A sequence may have more numbers than a long can count.
        BigInteger begin = BigInteger.valueOf(from);
        BigInteger count = BigInteger.valueOf(to).subtract(begin).add(BigInteger.ONE);
        List<NumberSequenceSplit> ranges = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            BigInteger first = begin.add(share(count, part, parts));
            BigInteger end = begin.add(share(count, part + 1, parts));
            if (first.compareTo(end) < 0) {
                ranges.add(new NumberSequenceSplit(
                        String.valueOf(part),
                        first.longValueExact(),
                        end.subtract(BigInteger.ONE).longValueExact()));
            }
        }
        return ranges;
    }

    private static BigInteger share(BigInteger count, int part, int parts) {
        return count.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts));
    }

    private static Optional<NumberSequenceSplit> emitSome(NumberSequenceSplit split, ReaderOutput<Long> output) {
        // Differences instead of sums: the last number may be the largest there is.
        long emitted = Math.min(split.last - split.next, EMITTED_AT_ONCE - 1);
        if (emitted < 0) {
            emitted = EMITTED_AT_ONCE - 1;
        }
        for (long i = 0; i <= emitted; i++) {
            output.collect(split.next + i);
        }
        long lastEmitted = split.next + emitted;
        return lastEmitted == split.last
                ? Optional.empty()
                : Optional.of(new NumberSequenceSplit(split.splitId, lastEmitted + 1, split.last));
    }

    /** The numbers of one range that are still to be emitted. */
    public record NumberSequenceSplit(String splitId, long next, long last) implements SourceSplit {}
}
