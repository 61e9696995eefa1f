package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import java.io.IOException;

/** Characters in two bytes. */
public final class CharSerializer extends ImmutableSerializer<Character> {
    public static final CharSerializer INSTANCE = new CharSerializer();

    private CharSerializer() {}

    @Override
    public Character createInstance() {
        return (char) 0;
    }

    @Override
    public int getLength() {
        return Character.BYTES;
    }

    @Override
    public void serialize(Character value, DataOutputView target) throws IOException {
        target.writeChar(value);
    }

    @Override
    public Character deserialize(DataInputView source) throws IOException {
        return source.readChar();
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
