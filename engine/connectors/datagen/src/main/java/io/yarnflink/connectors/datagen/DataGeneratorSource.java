package io.yarnflink.connectors.datagen;

import io.yarnflink.api.connector.source.Boundedness;
import io.yarnflink.api.connector.source.Source;
import io.yarnflink.api.connector.source.SourceReader;
import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.SplitEnumerator;
import io.yarnflink.api.connector.source.SplitEnumeratorContext;
import io.yarnflink.api.connector.source.lib.NumberSequenceSource;
import io.yarnflink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import io.yarnflink.api.io.SimpleVersionedSerializer;
import io.yarnflink.api.typeinfo.TypeInformation;
import io.yarnflink.api.typeutils.ResultTypeQueryable;
import java.util.Collection;
import java.util.Objects;

/** Emits what a function makes of the numbers from 0 on; each subtask has a range of them, and its share of the rate. */
public class DataGeneratorSource<OUT>
        implements Source<
                        OUT,
                        NumberSequenceSource.NumberSequenceSplit,
                        Collection<NumberSequenceSource.NumberSequenceSplit>>,
                ResultTypeQueryable<OUT> {
    private final GeneratorFunction<Long, OUT> generatorFunction;
    private final NumberSequenceSource numbers;
    private final RateLimiterStrategy rateLimiterStrategy;
    private final TypeInformation<OUT> typeInfo;

    /** {@code count} records; {@code Long.MAX_VALUE} for more than anyone waits for. */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction, long count, TypeInformation<OUT> typeInfo) {
        this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
    }

    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction,
            long count,
            RateLimiterStrategy rateLimiterStrategy,
            TypeInformation<OUT> typeInfo) {
        this(generatorFunction, numbers(count), rateLimiterStrategy, typeInfo);
    }

    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction,
            NumberSequenceSource numbers,
            RateLimiterStrategy rateLimiterStrategy,
            TypeInformation<OUT> typeInfo) {
        this.generatorFunction = Objects.requireNonNull(generatorFunction, "generator function is null");
        this.numbers = Objects.requireNonNull(numbers, "numbers are null");
        this.rateLimiterStrategy = Objects.requireNonNull(rateLimiterStrategy, "rate limiter strategy is null");
        this.typeInfo = Objects.requireNonNull(typeInfo, "type is null");
    }

    private static NumberSequenceSource numbers(long count) {
        if (count < 1) {
            throw new IllegalArgumentException("the count of records must be at least 1, was " + count);
        }
        return new NumberSequenceSource(0, count - 1);
    }

    public GeneratorFunction<Long, OUT> getGeneratorFunction() {
        return generatorFunction;
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return typeInfo;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<OUT, NumberSequenceSource.NumberSequenceSplit> createReader(SourceReaderContext readerContext)
            throws Exception {
        return new GeneratingReader<>(
                readerContext,
                generatorFunction,
                rateLimiterStrategy.createRateLimiter(readerContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<
                    NumberSequenceSource.NumberSequenceSplit, Collection<NumberSequenceSource.NumberSequenceSplit>>
            createEnumerator(SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> enumContext) {
        return numbers.createEnumerator(enumContext);
    }

    @Override
    public SplitEnumerator<
                    NumberSequenceSource.NumberSequenceSplit, Collection<NumberSequenceSource.NumberSequenceSplit>>
            restoreEnumerator(
                    SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> enumContext,
                    Collection<NumberSequenceSource.NumberSequenceSplit> checkpoint) {
        return numbers.restoreEnumerator(enumContext, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSource.NumberSequenceSplit> getSplitSerializer() {
        return numbers.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSource.NumberSequenceSplit>>
            getEnumeratorCheckpointSerializer() {
        return numbers.getEnumeratorCheckpointSerializer();
    }
}
