package io.yarnflink.api.types;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** A value of one of two types: what went well and what did not, or a record of one of two streams. */
public abstract class Either<L, R> {
    public Either() {}

    public static <L, R> Either<L, R> Left(L value) {
        return new Left<>(value);
    }

    public static <L, R> Either<L, R> Right(R value) {
        return new Right<>(value);
    }

    /** Fails when this is right. */
    public abstract L left() throws IllegalStateException;

    /** Fails when this is left. */
    public abstract R right() throws IllegalStateException;

    public final boolean isLeft() {
        return this instanceof Left;
    }

    public final boolean isRight() {
        return this instanceof Right;
    }

    /** A value of the first type. */
    public static class Left<L, R> extends Either<L, R> {
        private L value;

        public Left(L value) {
            this.value = requireNonNull(value, "the value of an Either is null");
        }

        public static <L, R> Left<L, R> of(L left) {
            return new Left<>(left);
        }

        @Override
        public L left() {
            return value;
        }

        @Override
        public R right() {
            throw new IllegalStateException(this + " has no right value: ask isRight() first");
        }

        public void setValue(L value) {
            this.value = requireNonNull(value, "the value of an Either is null");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Left<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return "Left(" + value + ")";
        }
    }

    /** A value of the second type. */
    public static class Right<L, R> extends Either<L, R> {
        private R value;

        public Right(R value) {
            this.value = requireNonNull(value, "the value of an Either is null");
        }

        public static <L, R> Right<L, R> of(R right) {
            return new Right<>(right);
        }

        @Override
        public L left() {
            throw new IllegalStateException(this + " has no left value: ask isLeft() first");
        }

        @Override
        public R right() {
            return value;
        }

        public void setValue(R value) {
            this.value = requireNonNull(value, "the value of an Either is null");
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Right<?, ?> that && value.equals(that.value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }

        @Override
        public String toString() {
            return "Right(" + value + ")";
        }
    }
}
