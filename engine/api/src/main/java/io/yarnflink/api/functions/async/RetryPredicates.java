package io.yarnflink.api.functions.async;

import java.io.Serializable;
import java.util.Collection;
import java.util.function.Predicate;

/** Ready-made conditions for asking again. */
@SuppressWarnings("rawtypes") // One predicate for results of all types, as its users know it.
public class RetryPredicates {
    /** The answer was empty. */
    public static final Predicate EMPTY_RESULT_PREDICATE = new EmptyResult();

    /** The request failed, in whatever way. */
    public static final Predicate<Throwable> HAS_EXCEPTION_PREDICATE = new Failed(Throwable.class);

    private RetryPredicates() {}

    /** The request failed with an exception of that class. */
    public static Predicate<Throwable> createExceptionTypePredicate(Class<? extends Throwable> errorClass) {
        return new Failed(errorClass);
    }

    private record EmptyResult() implements Predicate<Collection<?>>, Serializable {
        @Override
        public boolean test(Collection<?> result) {
            return result.isEmpty();
        }
    }

    private record Failed(Class<? extends Throwable> errorClass) implements Predicate<Throwable>, Serializable {
        @Override
        public boolean test(Throwable failure) {
            return errorClass.isInstance(failure);
        }
    }
}
