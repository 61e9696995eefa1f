package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.StringEncoding;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Strings, null among them, in the format of {@link StringEncoding}. */
public final class StringSerializer extends ImmutableSerializer<String> implements NullSafe {
    public static final StringSerializer INSTANCE = new StringSerializer();

    private StringSerializer() {}

    @Override
    public String createInstance() {
        return "";
    }

    @Override
    public void serialize(@Nullable String value, DataOutputView target) throws IOException {
        StringEncoding.write(value, target);
    }

    @Override
    @SuppressWarnings("NullAway") // Null is a value here.
    public String deserialize(DataInputView source) throws IOException {
        return StringEncoding.read(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringEncoding.copy(source, target);
    }

    private Object readResolve() {
        return INSTANCE;
    }
}
