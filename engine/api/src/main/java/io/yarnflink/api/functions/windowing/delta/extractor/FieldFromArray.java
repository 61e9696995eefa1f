package io.yarnflink.api.functions.windowing.delta.extractor;

import java.lang.reflect.Array;

/** One field of an array. */
public class FieldFromArray<OUT> implements Extractor<Object, OUT> {
    private final int fieldId;

    /** The first field. */
    public FieldFromArray() {
        this(0);
    }

    public FieldFromArray(int fieldId) {
        this.fieldId = fieldId;
    }

    @Override
    @SuppressWarnings("unchecked") // The program knows what is in its array.
    public OUT extract(Object in) {
        return (OUT) Array.get(in, fieldId);
    }
}
