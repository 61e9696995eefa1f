package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Enum constants as their position plus 1, today's or that of the time when they were stored; 0 stands for null. */
@SuppressWarnings("NullAway") // Null is a value here.
public final class EnumSerializer<T extends Enum<T>> extends ImmutableSerializer<T> implements NullSafe {
    private final Class<T> type;
    /** The names of the constants by position, if these are not today's. */
    private final @Nullable ArrayList<String> older;

    private final transient List<String> names;
    private final transient @Nullable T[] constants;
    private final transient int[] positions;

    public EnumSerializer(Class<T> type) {
        this(type, List.of());
    }

    /** Constants that are not among {@code first} come after those. */
    @SuppressWarnings("EnumOrdinal") // The position is the format.
    EnumSerializer(Class<T> type, List<String> first) {
        this.type = type;
        T[] declared = type.getEnumConstants();
        ArrayList<String> all = new ArrayList<>(first);
        for (T constant : declared) {
            if (!first.contains(constant.name())) {
                all.add(constant.name());
            }
        }
        names = all;
        older = all.equals(Arrays.stream(declared).map(Enum::name).toList()) ? null : all;
        constants = Arrays.copyOf(declared, names.size());
        Arrays.fill(constants, null);
        positions = new int[declared.length];
        for (T constant : declared) {
            int position = names.indexOf(constant.name());
            positions[constant.ordinal()] = position;
            constants[position] = constant;
        }
    }

    @Override
    public T createInstance() {
        return constants.length == 0 ? null : constants[0];
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // The position is the format.
    public void serialize(@Nullable T value, DataOutputView target) throws IOException {
        VarInts.writeInt(value == null ? 0 : positions[value.ordinal()] + 1, target);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        int position = VarInts.readInt(source) - 1;
        if (position < -1 || position >= constants.length) {
            throw new StreamCorruptedException(
                    type.getName() + " has " + constants.length + " constants, but the data names number " + position);
        }
        if (position < 0) {
            return null;
        }
        T constant = constants[position];
        if (constant == null) {
            throw new StreamCorruptedException(
                    type.getName() + " has no constant " + names.get(position) + " any more, but the data names it");
        }
        return constant;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnumSerializer<?> that && type == that.type && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return type.getName().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new EnumSerializerSnapshot<>(type, names);
    }

    private Object readResolve() {
        return new EnumSerializer<>(type, older == null ? List.of() : older);
    }
}
