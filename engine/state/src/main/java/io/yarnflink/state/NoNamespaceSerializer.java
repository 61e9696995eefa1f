package io.yarnflink.state;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.typeutils.serializers.ImmutableSerializer;

/** Writes nothing: there is one namespace. */
public final class NoNamespaceSerializer extends ImmutableSerializer<NoNamespace> {
    public static final NoNamespaceSerializer INSTANCE = new NoNamespaceSerializer();

    private NoNamespaceSerializer() {}

    @Override
    public NoNamespace createInstance() {
        return NoNamespace.INSTANCE;
    }

    @Override
    public int getLength() {
        return 0;
    }

    @Override
    public void serialize(NoNamespace value, DataOutputView target) {}

    @Override
    public NoNamespace deserialize(DataInputView source) {
        return NoNamespace.INSTANCE;
    }
}
