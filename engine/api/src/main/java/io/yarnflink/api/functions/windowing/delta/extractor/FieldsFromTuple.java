package io.yarnflink.api.functions.windowing.delta.extractor;

import io.yarnflink.api.tuple.Tuple;

/** Numbers of a tuple, as an array. */
public class FieldsFromTuple implements Extractor<Tuple, double[]> {
    private final int[] indexes;

    public FieldsFromTuple(int... indexes) {
        this.indexes = indexes.clone();
    }

    @Override
    public double[] extract(Tuple in) {
        double[] fields = new double[indexes.length];
        for (int i = 0; i < indexes.length; i++) {
            Number number = in.getField(indexes[i]);
            fields[i] = number.doubleValue();
        }
        return fields;
    }
}
