package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** No value at all: always null. */
@SuppressWarnings("NullAway") // Null is the only value of the type.
public final class VoidSerializer extends ImmutableSerializer<Void> implements NullSafe {
    public static final VoidSerializer INSTANCE = new VoidSerializer();

    private VoidSerializer() {}

    @Override
    public Void createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return 0;
    }

    @Override
    public void serialize(@Nullable Void value, DataOutputView target) {}

    @Override
    public Void deserialize(DataInputView source) {
        return null;
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
