package io.yarnflink.api.transformation;

import io.yarnflink.api.functions.OutputTag;
import java.util.List;

/** What an operator emits to one of its side outputs; no operator of its own. */
public final class SideOutputTransformation<T> extends Transformation<T> {
    private final Transformation<?> input;
    private final OutputTag<T> tag;

    public SideOutputTransformation(int id, Transformation<?> input, OutputTag<T> tag) {
        super(id, "Side output " + tag.getId(), tag.getTypeInfo());
        this.input = input;
        this.tag = tag;
    }

    public OutputTag<T> tag() {
        return tag;
    }

    @Override
    public List<Transformation<?>> inputs() {
        return List.of(input);
    }
}
