package io.yarnflink.connectors.datagen;

import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceReaderBase;
import io.yarnflink.api.connector.source.lib.util.IteratorSourceSplit;
import java.util.Iterator;
import java.util.Objects;

/** Emits what a function makes of the elements of its splits; task thread only. */
public class GeneratingIteratorSourceReader<
                E, O, IterT extends Iterator<E>, SplitT extends IteratorSourceSplit<E, IterT>>
        extends IteratorSourceReaderBase<E, O, IterT, SplitT> {
    private final GeneratorFunction<E, O> generatorFunction;

    public GeneratingIteratorSourceReader(SourceReaderContext context, GeneratorFunction<E, O> generatorFunction) {
        super(context);
        this.generatorFunction = Objects.requireNonNull(generatorFunction, "generator function is null");
    }

    @Override
    protected void start(SourceReaderContext context) {
        try {
            generatorFunction.open(context);
        } catch (Exception e) {
            throw new IllegalStateException("the generator function cannot be opened: " + e, e);
        }
    }

    @Override
    protected O convert(E value) {
        try {
            return generatorFunction.map(value);
        } catch (Exception e) {
            throw new IllegalStateException("the generator function failed for " + value + ": " + e, e);
        }
    }

    @Override
    public void close() throws Exception {
        generatorFunction.close();
    }
}
