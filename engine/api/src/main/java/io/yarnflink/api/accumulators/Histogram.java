package io.yarnflink.api.accumulators;

import java.util.TreeMap;

/** How often each int number was added. */
@SuppressWarnings("NonApiType") // The signatures are those that programs know.
public class Histogram implements Accumulator<Integer, TreeMap<Integer, Integer>> {
    private TreeMap<Integer, Integer> counts = new TreeMap<>();

    public Histogram() {}

    @Override
    public void add(Integer value) {
        counts.merge(value, 1, Integer::sum);
    }

    @Override
    public TreeMap<Integer, Integer> getLocalValue() {
        return counts;
    }

    @Override
    public void resetLocal() {
        counts = new TreeMap<>();
    }

    @Override
    public void merge(Accumulator<Integer, TreeMap<Integer, Integer>> other) {
        other.getLocalValue().forEach((value, count) -> counts.merge(value, count, Integer::sum));
    }

    @Override
    public Accumulator<Integer, TreeMap<Integer, Integer>> clone() {
        Histogram copy = new Histogram();
        copy.counts.putAll(counts);
        return copy;
    }

    @Override
    public String toString() {
        return "Histogram " + counts;
    }
}
