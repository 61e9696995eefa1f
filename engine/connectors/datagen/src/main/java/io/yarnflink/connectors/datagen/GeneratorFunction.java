package io.yarnflink.connectors.datagen;

import io.yarnflink.api.connector.source.SourceReaderContext;
import io.yarnflink.api.functions.Function;

/** Makes a record of an input, such as a number. */
@FunctionalInterface
public interface GeneratorFunction<T, O> extends Function {
    /** Called once in each subtask, before the first record. */
    default void open(SourceReaderContext readerContext) throws Exception {}

    O map(T value) throws Exception;

    default void close() throws Exception {}
}
