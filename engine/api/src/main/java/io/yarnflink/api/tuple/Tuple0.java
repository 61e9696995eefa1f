package io.yarnflink.api.tuple;

import org.jspecify.annotations.Nullable;

/** The tuple without fields. */
@SuppressWarnings("unchecked") // The caller says which tuple it copies.
public class Tuple0 extends Tuple {
    public static final Tuple0 INSTANCE = new Tuple0();

    @Override
    public int getArity() {
        return 0;
    }

    @Override
    public <T> T getField(int pos) {
        throw noField(pos);
    }

    @Override
    public <T> void setField(T value, int pos) {
        throw noField(pos);
    }

    @Override
    public Tuple0 copy() {
        return new Tuple0();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tuple0;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "()";
    }
}
