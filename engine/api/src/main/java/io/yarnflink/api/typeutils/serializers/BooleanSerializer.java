package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Booleans as one byte. */
public final class BooleanSerializer extends ImmutableSerializer<Boolean> {
    public static final BooleanSerializer INSTANCE = new BooleanSerializer();

    private BooleanSerializer() {}

    @Override
    public Boolean createInstance() {
        return false;
    }

    @Override
    public int getLength() {
        return 1;
    }

    @Override
    public void serialize(Boolean value, DataOutputView target) throws IOException {
        target.writeBoolean(value);
    }

    @Override
    public Boolean deserialize(DataInputView source) throws IOException {
        return source.readBoolean();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
