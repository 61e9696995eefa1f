package io.yarnflink.taskmanager.operators.async;

import io.yarnflink.api.functions.async.CollectionSupplier;
import org.jspecify.annotations.Nullable;

/** What came back for one attempt. */
record Answer<I, O>(
        Pending<I, O> request,
        int attempt,
        @Nullable CollectionSupplier<O> results,
        @Nullable Throwable failure) {}
