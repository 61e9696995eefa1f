package io.yarnflink.api.functions.windowing.delta.extractor;

import io.yarnflink.api.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** Fields of a tuple, as an array. */
public class ArrayFromTuple implements Extractor<Tuple, Object[]> {
    private final int @Nullable [] indexes;

    /** All fields in their order. */
    public ArrayFromTuple() {
        indexes = null;
    }

    public ArrayFromTuple(int... indexes) {
        this.indexes = indexes.clone();
    }

    @Override
    public Object[] extract(Tuple in) {
        Object[] fields = new Object[indexes == null ? in.getArity() : indexes.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = in.getField(indexes == null ? i : indexes[i]);
        }
        return fields;
    }
}
