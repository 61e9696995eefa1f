package io.yarnflink.api.functions.async;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ready-made strategies for asking again. */
public class AsyncRetryStrategies {
    /** Never asks again. */
    @SuppressWarnings("rawtypes") // One for all types, as its users know it.
    public static final AsyncRetryStrategy NO_RETRY_STRATEGY = new Delayed<>(0, 0, 0, 1, null, null);

    private AsyncRetryStrategies() {}

    /** Up to so many further attempts, each after a delay that grows by a factor up to a bound. */
    private static final class Delayed<OUT> implements AsyncRetryStrategy<OUT>, AsyncRetryPredicate<OUT> {
        private final int maxAttempts;
        private final long initialDelay;
        private final long maxDelay;
        private final double multiplier;
        private final @Nullable Predicate<Collection<OUT>> results;
        private final @Nullable Predicate<Throwable> exceptions;

        Delayed(
                int maxAttempts,
                long initialDelay,
                long maxDelay,
                double multiplier,
                @Nullable Predicate<Collection<OUT>> results,
                @Nullable Predicate<Throwable> exceptions) {
            this.maxAttempts = maxAttempts;
            this.initialDelay = initialDelay;
            this.maxDelay = maxDelay;
            this.multiplier = multiplier;
            this.results = results;
            this.exceptions = exceptions;
        }

        @Override
        public boolean canRetry(int currentAttempts) {
            return currentAttempts <= maxAttempts;
        }

        @Override
        public long getBackoffTimeMillis(int currentAttempts) {
            double delay = initialDelay * Math.pow(multiplier, Math.max(0, currentAttempts - 1));
            return delay >= (double) maxDelay ? maxDelay : (long) delay;
        }

        @Override
        public AsyncRetryPredicate<OUT> getRetryPredicate() {
            return this;
        }

        @Override
        public Optional<Predicate<Collection<OUT>>> resultPredicate() {
            return Optional.ofNullable(results);
        }

        @Override
        public Optional<Predicate<Throwable>> exceptionPredicate() {
            return Optional.ofNullable(exceptions);
        }
    }

    /** Asks again after the same delay each time. */
    public static class FixedDelayRetryStrategyBuilder<OUT> {
        private final int maxAttempts;
        private final long backoffTimeMillis;
        private @Nullable Predicate<Collection<OUT>> results;
        private @Nullable Predicate<Throwable> exceptions;

        public FixedDelayRetryStrategyBuilder(int maxAttempts, long backoffTimeMillis) {
            checkAttempts(maxAttempts);
            checkDelay("backoffTimeMillis", backoffTimeMillis);
            this.maxAttempts = maxAttempts;
            this.backoffTimeMillis = backoffTimeMillis;
        }

        /** Which results are worth another attempt; the predicate travels with the program and must be serializable. */
        public FixedDelayRetryStrategyBuilder<OUT> ifResult(Predicate<Collection<OUT>> resultRetryPredicate) {
            results = resultRetryPredicate;
            return this;
        }

        /** Which failures are worth another attempt; the predicate travels with the program and must be serializable. */
        public FixedDelayRetryStrategyBuilder<OUT> ifException(Predicate<Throwable> exceptionRetryPredicate) {
            exceptions = exceptionRetryPredicate;
            return this;
        }

        public AsyncRetryStrategy<OUT> build() {
            return new Delayed<>(maxAttempts, backoffTimeMillis, backoffTimeMillis, 1, results, exceptions);
        }
    }

    /** Asks again after delays that grow. */
    public static class ExponentialBackoffDelayRetryStrategyBuilder<OUT> {
        private final int maxAttempts;
        private final long initialDelay;
        private final long maxRetryDelay;
        private final double multiplier;
        private @Nullable Predicate<Collection<OUT>> results;
        private @Nullable Predicate<Throwable> exceptions;

        public ExponentialBackoffDelayRetryStrategyBuilder(
                int maxAttempts, long initialDelay, long maxRetryDelay, double multiplier) {
            checkAttempts(maxAttempts);
            checkDelay("initialDelay", initialDelay);
            checkDelay("maxRetryDelay", maxRetryDelay);
            if (!(multiplier > 0)) {
                throw new IllegalArgumentException("multiplier must be greater than 0, but is " + multiplier);
            }
            this.maxAttempts = maxAttempts;
            this.initialDelay = initialDelay;
            this.maxRetryDelay = maxRetryDelay;
            this.multiplier = multiplier;
        }

        /** Which results are worth another attempt; the predicate travels with the program and must be serializable. */
        public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifResult(
                Predicate<Collection<OUT>> resultRetryPredicate) {
            results = resultRetryPredicate;
            return this;
        }

        /** Which failures are worth another attempt; the predicate travels with the program and must be serializable. */
        public ExponentialBackoffDelayRetryStrategyBuilder<OUT> ifException(
                Predicate<Throwable> exceptionRetryPredicate) {
            exceptions = exceptionRetryPredicate;
            return this;
        }

        public AsyncRetryStrategy<OUT> build() {
            return new Delayed<>(maxAttempts, initialDelay, maxRetryDelay, multiplier, results, exceptions);
        }
    }

    private static void checkAttempts(int maxAttempts) {
        if (maxAttempts <= 0) {
            throw new IllegalArgumentException("maxAttempts must be greater than 0, but is " + maxAttempts);
        }
    }

    private static void checkDelay(String name, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(name + " must be greater than 0 ms, but is " + millis);
        }
    }
}
