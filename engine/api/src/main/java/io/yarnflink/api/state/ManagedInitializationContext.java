package io.yarnflink.api.state;

import java.util.OptionalLong;

/** What an operator's function finds when its state is set up. */
public interface ManagedInitializationContext {
    /** Whether there is state of an earlier run. */
    default boolean isRestored() {
        return getRestoredCheckpointId().isPresent();
    }

    OptionalLong getRestoredCheckpointId();

    OperatorStateStore getOperatorStateStore();

    KeyedStateStore getKeyedStateStore();
}
