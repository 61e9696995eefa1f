package io.yarnflink.api.functions.windowing.delta.extractor;

import java.lang.reflect.Array;
import java.util.Objects;

/** Fields of an array, as an array. */
public class FieldsFromArray<OUT> implements Extractor<Object, OUT[]> {
    private final Class<OUT> type;
    private final int[] indexes;

    public FieldsFromArray(Class<OUT> clazz, int... indexes) {
        type = Objects.requireNonNull(clazz, "clazz is null");
        this.indexes = indexes.clone();
    }

    @Override
    @SuppressWarnings("unchecked") // It is made of that type.
    public OUT[] extract(Object in) {
        OUT[] fields = (OUT[]) Array.newInstance(type, indexes.length);
        for (int i = 0; i < indexes.length; i++) {
            fields[i] = (OUT) Array.get(in, indexes[i]);
        }
        return fields;
    }
}
