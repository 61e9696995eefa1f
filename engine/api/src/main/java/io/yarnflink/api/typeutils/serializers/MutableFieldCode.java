package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import java.io.IOException;

/** The same for a class whose instances are made empty and then filled. */
public abstract class MutableFieldCode<T> extends FieldCode<T> {
    protected MutableFieldCode() {}

    public abstract T create();

    public abstract T read(T into, DataInputView source) throws IOException;

    public abstract T copy(T from, T into);

    @Override
    public final T read(DataInputView source) throws IOException {
        return read(create(), source);
    }

    @Override
    public final T copy(T from) {
        return copy(from, create());
    }
}
