package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** Enum constants as their position plus 1; 0 stands for null. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class EnumSerializer<T extends Enum<T>> extends ImmutableSerializer<T> implements NullSafe {
    private final Class<T> type;
    private final transient T[] constants;

    public EnumSerializer(Class<T> type) {
        this.type = type;
        constants = type.getEnumConstants();
    }

    @Override
    public T createInstance() {
        return constants.length == 0 ? null : constants[0];
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // The position is the format.
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        VarInts.writeInt(value == null ? 0 : value.ordinal() + 1, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        int position = VarInts.readInt(source) - 1;
        if (position < -1 || position >= constants.length) {
            throw new StreamCorruptedException(
                    type.getName() + " has " + constants.length + " constants, but the data names number " + position);
        }
        return position < 0 ? null : constants[position];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumSerializer<?> that && type == that.type;
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    private Object readResolve() {
        return new EnumSerializer<>(type);
    }
}
