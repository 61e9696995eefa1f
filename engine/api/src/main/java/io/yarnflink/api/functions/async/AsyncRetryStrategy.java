package io.yarnflink.api.functions.async;

import java.io.Serializable;

/** Whether and when an asynchronous request is made again. */
public interface AsyncRetryStrategy<OUT> extends Serializable {
    /** Whether there may be another attempt after so many. */
    boolean canRetry(int currentAttempts);

    long getBackoffTimeMillis(int currentAttempts);

    AsyncRetryPredicate<OUT> getRetryPredicate();
}
