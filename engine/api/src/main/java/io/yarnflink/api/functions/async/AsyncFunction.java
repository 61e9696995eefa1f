package io.yarnflink.api.functions.async;

import io.yarnflink.api.functions.Function;
import java.util.concurrent.TimeoutException;

/** Starts a request for each value and answers it later; must not block. */
public interface AsyncFunction<IN, OUT> extends Function {
    void asyncInvoke(IN input, ResultFuture<OUT> resultFuture) throws Exception;

    /** Called when the answer takes too long; unless overridden, that fails the job. */
    default void timeout(IN input, ResultFuture<OUT> resultFuture) throws Exception {
        resultFuture.completeExceptionally(
                new TimeoutException("The asynchronous request for " + input + " was not answered in time"));
    }
}
