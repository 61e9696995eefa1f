package io.yarnflink.api.functions.windowing.delta.extractor;

import java.util.Objects;

/** One extractor after another. */
public class ConcatenatedExtract<FROM, OVER, TO> implements Extractor<FROM, TO> {
    private final Extractor<FROM, OVER> first;
    private final Extractor<OVER, TO> second;

    public ConcatenatedExtract(Extractor<FROM, OVER> e1, Extractor<OVER, TO> e2) {
        first = Objects.requireNonNull(e1, "e1 is null");
        second = Objects.requireNonNull(e2, "e2 is null");
    }

    @Override
    public TO extract(FROM in) {
        return second.extract(first.extract(in));
    }

    /** These, and {@code e3} after them. */
    public <OUT> ConcatenatedExtract<FROM, TO, OUT> add(Extractor<TO, OUT> e3) {
        return new ConcatenatedExtract<>(this, e3);
    }
}
