package io.yarnflink.api.io;

import java.io.Serializable;

/** Cuts an input into splits. */
public interface InputSplitSource<T extends InputSplit> extends Serializable {
    T[] createInputSplits(int minNumSplits) throws Exception;

    InputSplitAssigner getInputSplitAssigner(T[] inputSplits);
}
