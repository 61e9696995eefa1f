package io.yarnflink.api.operators;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.source.SourceFunction;

/** A source that runs a function's loop. */
public final class StreamSource<OUT, SRC extends SourceFunction<OUT>> {
    private final SRC sourceFunction;

    public StreamSource(SRC sourceFunction) {
        this.sourceFunction = requireNonNull(sourceFunction, "source function is null");
    }

    public SRC getUserFunction() {
        return sourceFunction;
    }
}
