package io.yarnflink.api.operators.windowing;

import org.jspecify.annotations.Nullable;

/** A record of either of two streams that are windowed together. */
public record TaggedUnion<A, B>(
        boolean isOne, @Nullable A one, @Nullable B two) {
    public static <A, B> TaggedUnion<A, B> one(A one) {
        return new TaggedUnion<>(true, one, null);
    }

    public static <A, B> TaggedUnion<A, B> two(B two) {
        return new TaggedUnion<>(false, null, two);
    }
}
