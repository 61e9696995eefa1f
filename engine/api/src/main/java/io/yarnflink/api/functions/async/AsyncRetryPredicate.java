package io.yarnflink.api.functions.async;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Predicate;

/** Which answers and failures are worth asking again. */
public interface AsyncRetryPredicate<OUT> {
    Optional<Predicate<Collection<OUT>>> resultPredicate();

    Optional<Predicate<Throwable>> exceptionPredicate();
}
