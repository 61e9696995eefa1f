package io.yarnflink.api.common;

import org.jspecify.annotations.Nullable;

/** A value, or why there is none. */
public final class OptionalFailure<T> {
    private final @Nullable T value;
    private final @Nullable Throwable failure;

    private OptionalFailure(@Nullable T value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    public static <T> OptionalFailure<T> of(T value) {
        return new OptionalFailure<>(value, null);
    }

    public static <T> OptionalFailure<T> ofFailure(Throwable failure) {
        return new OptionalFailure<>(null, failure);
    }

    public boolean isFailure() {
        return failure != null;
    }

    /** The value; throws, with the failure as cause, when there is none. */
    public T getUnchecked() {
        if (failure != null) {
            throw new IllegalStateException(String.valueOf(failure.getMessage()), failure);
        }
        if (value == null) {
            throw new IllegalStateException("there is neither a value nor a failure");
        }
        return value;
    }
}
