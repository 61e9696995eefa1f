package io.yarnflink.api.accumulators;

import java.util.ArrayList;

/** All values, those of a subtask in the order in which they were added. */
@SuppressWarnings("NonApiType") // The signatures are those that programs know.
public class ListAccumulator<T> implements Accumulator<T, ArrayList<T>> {
    private ArrayList<T> values = new ArrayList<>();

    public ListAccumulator() {}

    @Override
    public void add(T value) {
        values.add(value);
    }

    @Override
    public ArrayList<T> getLocalValue() {
        return values;
    }

    @Override
    public void resetLocal() {
        values = new ArrayList<>();
    }

    @Override
    public void merge(Accumulator<T, ArrayList<T>> other) {
        values.addAll(other.getLocalValue());
    }

    @Override
    public Accumulator<T, ArrayList<T>> clone() {
        ListAccumulator<T> copy = new ListAccumulator<>();
        copy.values.addAll(values);
        return copy;
    }

    @Override
    public String toString() {
        return "ListAccumulator " + values;
    }
}
