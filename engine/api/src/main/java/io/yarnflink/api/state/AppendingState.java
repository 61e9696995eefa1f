package io.yarnflink.api.state;

import org.jspecify.annotations.Nullable;

/** State that values are added to. */
public interface AppendingState<IN, OUT> extends State {
    /** What the current key's values come to; null when there are none, unless the kind of state says otherwise. */
    @Nullable
    OUT get() throws Exception;

    void add(IN value) throws Exception;
}
