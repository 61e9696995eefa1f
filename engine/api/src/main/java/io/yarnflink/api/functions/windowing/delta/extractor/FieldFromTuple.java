package io.yarnflink.api.functions.windowing.delta.extractor;

import io.yarnflink.api.tuple.Tuple;

/** One field of a tuple. */
public class FieldFromTuple<OUT> implements Extractor<Tuple, OUT> {
    private final int fieldId;

    /** The first field. */
    public FieldFromTuple() {
        this(0);
    }

    public FieldFromTuple(int fieldId) {
        this.fieldId = fieldId;
    }

    @Override
    public OUT extract(Tuple in) {
        return in.getField(fieldId);
    }
}
