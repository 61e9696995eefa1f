package io.yarnflink.api.datastream;

import static java.util.Objects.requireNonNull;

import io.yarnflink.api.functions.async.AsyncFunction;
import io.yarnflink.api.functions.async.AsyncRetryStrategies;
import io.yarnflink.api.functions.async.AsyncRetryStrategy;
import io.yarnflink.api.operators.OperatorDescriptor;
import java.util.concurrent.TimeUnit;

/** Asks other systems about each record without waiting for one answer after the other. */
public class AsyncDataStream {
    /** How many requests are open at once unless the program says otherwise. */
    private static final int DEFAULT_QUEUE_CAPACITY = 100;

    public AsyncDataStream() {}

    /** Whether results keep the order of the records. */
    public enum OutputMode {
        ORDERED,
        UNORDERED
    }

    /** Results come as answers do; only watermarks keep their place. */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.UNORDERED, noRetry());
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return unorderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return unorderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> unorderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return add(
                in, func, retryTimeout(timeUnit.toMillis(timeout)), capacity, OutputMode.UNORDERED, asyncRetryStrategy);
    }

    /** Results keep the order of the records. */
    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit, int capacity) {
        return add(in, func, timeUnit.toMillis(timeout), capacity, OutputMode.ORDERED, noRetry());
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWait(
            DataStream<IN> in, AsyncFunction<IN, OUT> func, long timeout, TimeUnit timeUnit) {
        return orderedWait(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return orderedWaitWithRetry(in, func, timeout, timeUnit, DEFAULT_QUEUE_CAPACITY, asyncRetryStrategy);
    }

    public static <IN, OUT> SingleOutputStreamOperator<OUT> orderedWaitWithRetry(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeout,
            TimeUnit timeUnit,
            int capacity,
            AsyncRetryStrategy<OUT> asyncRetryStrategy) {
        return add(
                in, func, retryTimeout(timeUnit.toMillis(timeout)), capacity, OutputMode.ORDERED, asyncRetryStrategy);
    }

    private static long retryTimeout(long timeoutMillis) {
        if (timeoutMillis <= 0) {
            throw new IllegalArgumentException(
                    "The timeout must be positive when requests are retried, because it covers"
                            + " all attempts; it is " + timeoutMillis + " ms");
        }
        return timeoutMillis;
    }

    private static <IN, OUT> SingleOutputStreamOperator<OUT> add(
            DataStream<IN> in,
            AsyncFunction<IN, OUT> func,
            long timeoutMillis,
            int capacity,
            OutputMode mode,
            AsyncRetryStrategy<OUT> retry) {
        if (timeoutMillis < 0 || capacity < 1) {
            throw new IllegalArgumentException(
                    "An asynchronous wait needs a capacity of at least 1 and a timeout that is" + " not negative, got "
                            + capacity + " and " + timeoutMillis + " ms");
        }
        requireNonNull(retry, "asyncRetryStrategy is null");
        return in.transform(
                "async wait operator",
                OutputTypes.<OUT>of(func, AsyncFunction.class, 1, in.getType()),
                new OperatorDescriptor.AsyncWait<>(
                        func, in.getType(), mode == OutputMode.ORDERED, timeoutMillis, capacity, retry));
    }

    @SuppressWarnings("unchecked") // It is for results of all types.
    private static <OUT> AsyncRetryStrategy<OUT> noRetry() {
        return AsyncRetryStrategies.NO_RETRY_STRATEGY;
    }
}
