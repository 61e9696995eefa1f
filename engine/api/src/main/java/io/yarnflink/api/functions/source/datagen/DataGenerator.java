package io.yarnflink.api.functions.source.datagen;

import io.yarnflink.api.functions.RuntimeContext;
import io.yarnflink.api.state.FunctionInitializationContext;
import io.yarnflink.api.state.FunctionSnapshotContext;
import java.io.Serializable;
import java.util.Iterator;

/** Makes records one after the other, for tests and demonstrations. */
public interface DataGenerator<T> extends Serializable, Iterator<T> {
    /** Called once before the first record; {@code name} names the generator's state. */
    void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext) throws Exception;

    default void snapshotState(FunctionSnapshotContext context) throws Exception {}
}
