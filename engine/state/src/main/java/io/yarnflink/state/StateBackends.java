package io.yarnflink.state;

import io.yarnflink.api.configuration.ReadableConfig;
import io.yarnflink.api.configuration.StateBackendOptions;
import java.util.Optional;

/** Finds how a job's keyed states are kept, in one process. Any thread. */
@FunctionalInterface
public interface StateBackends {
    /** Where there is only the heap. */
    StateBackends HEAP = job -> {
        if (StateBackendOptions.isRocksDb(job)) {
            throw new IllegalStateException(StateBackendOptions.STATE_BACKEND.key() + " is '"
                    + StateBackendOptions.ROCKSDB + "', and this process has only the heap");
        }
        return Optional.empty();
    };

    /** Empty when states are kept on the heap. */
    Optional<StateBackend> of(ReadableConfig job);
}
