package io.yarnflink.api.common.io;

import io.yarnflink.api.io.InputSplit;
import io.yarnflink.api.io.InputSplitAssigner;
import io.yarnflink.api.io.LocatableInputSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives a subtask the first split that its host holds, and any other when there is none. */
public class DefaultInputSplitAssigner implements InputSplitAssigner {
    private final List<InputSplit> splits = new ArrayList<>();

    public DefaultInputSplitAssigner(InputSplit[] splits) {
        this(Arrays.asList(splits));
    }

    public DefaultInputSplitAssigner(Collection<? extends InputSplit> splits) {
        this.splits.addAll(splits);
    }

    @Override
    public @Nullable InputSplit getNextInputSplit(String host, int taskId) {
        if (splits.isEmpty()) {
            return null;
        }
        for (InputSplit split : splits) {
            if (split instanceof LocatableInputSplit located
                    && Arrays.asList(located.getHostnames()).contains(host)) {
                splits.remove(split);
                return split;
            }
        }
        return splits.remove(0);
    }

    @Override
    public void returnInputSplit(List<InputSplit> returned, int taskId) {
        splits.addAll(returned);
    }
}
