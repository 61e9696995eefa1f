package io.yarnflink.api.state;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One value per key. */
public interface ValueState<T> extends State {
    /** The current key's value, or null when there is none. */
    @Nullable
    T value() throws IOException;

    /** Sets the current key's value; null removes it. */
    void update(@Nullable T value) throws IOException;
}
