package io.yarnflink.api.common.io;

import io.yarnflink.api.configuration.Configuration;
import io.yarnflink.api.io.GenericInputSplit;
import io.yarnflink.api.io.InputSplitAssigner;
import java.io.IOException;
import java.util.Arrays;

/** An input format whose splits are only numbered. */
public abstract class GenericInputFormat<OT> extends RichInputFormat<OT, GenericInputSplit> {
    /** The number of the split that is open. */
    protected int partitionNumber;

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public GenericInputSplit[] createInputSplits(int numSplits) throws IOException {
        int count = this instanceof NonParallelInput ? 1 : Math.max(1, numSplits);
        GenericInputSplit[] splits = new GenericInputSplit[count];
        Arrays.setAll(splits, number -> new GenericInputSplit(number, count));
        return splits;
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(GenericInputSplit[] splits) {
        return new DefaultInputSplitAssigner(splits);
    }

    @Override
    public void open(GenericInputSplit split) throws IOException {
        partitionNumber = split.getSplitNumber();
    }

    @Override
    public void close() throws IOException {}
}
