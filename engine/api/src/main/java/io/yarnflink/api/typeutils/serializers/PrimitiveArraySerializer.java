package io.yarnflink.api.typeutils.serializers;

import io.yarnflink.api.memory.DataInputView;
import io.yarnflink.api.memory.DataOutputView;
import io.yarnflink.api.memory.VarInts;
import io.yarnflink.api.typeutils.TypeSerializer;
import io.yarnflink.api.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Arrays of primitives as their length and their elements. */
@SuppressWarnings("SuspiciousSystemArraycopy") // The arrays are of the kind that the class says.
public final class PrimitiveArraySerializer<T> extends TypeSerializer<T> {
    private enum Kind {
        BOOLEAN(boolean.class, 1),
        BYTE(byte.class, 1),
        SHORT(short.class, Short.BYTES),
        CHAR(char.class, Character.BYTES),
        INT(int.class, Integer.BYTES),
        LONG(long.class, Long.BYTES),
        FLOAT(float.class, Float.BYTES),
        DOUBLE(double.class, Double.BYTES);

        private final Class<?> component;
        private final int width;

        Kind(Class<?> component, int width) {
            this.component = component;
            this.width = width;
        }

        static Kind of(Class<?> arrayClass) {
            for (Kind kind : values()) {
                if (kind.component == arrayClass.getComponentType()) {
                    return kind;
                }
            }
            throw new IllegalArgumentException(arrayClass + " is not an array of primitives");
        }
    }

    private final Kind kind;

    public PrimitiveArraySerializer(Class<T> arrayClass) {
        kind = Kind.of(arrayClass);
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return newArray(0);
    }

    @Override
    public T copy(T from) {
        int length = Array.getLength(from);
        T copy = newArray(length);
        System.arraycopy(from, 0, copy, 0, length);
        return copy;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T value, DataOutputView target) throws IOException {
        VarInts.writeInt(Array.getLength(value), target);
        switch (kind) {
            case BYTE -> target.write((byte[]) value);
            case BOOLEAN -> {
                for (boolean e : (boolean[]) value) {
                    target.writeBoolean(e);
                }
            }
            case SHORT -> {
                for (short e : (short[]) value) {
                    target.writeShort(e);
                }
            }
            case CHAR -> {
                for (char e : (char[]) value) {
                    target.writeChar(e);
                }
            }
            case INT -> {
                for (int e : (int[]) value) {
                    target.writeInt(e);
                }
            }
            case LONG -> {
                for (long e : (long[]) value) {
                    target.writeLong(e);
                }
            }
            case FLOAT -> {
                for (float e : (float[]) value) {
                    target.writeFloat(e);
                }
            }
            case DOUBLE -> {
                for (double e : (double[]) value) {
                    target.writeDouble(e);
                }
            }
        }
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        int length = VarInts.readCount(source);
        T array = newArray(Counts.room(length, source));
        int filled = 0;
        while (true) {
            int room = Array.getLength(array);
            read(array, filled, room, source);
            if (room == length) {
                return array;
            }
            T larger = newArray((int) Math.min(length, 2L * room + 1));
            System.arraycopy(array, 0, larger, 0, room);
            array = larger;
            filled = room;
        }
    }

    private void read(T array, int from, int to, DataInputView source) throws IOException {
        switch (kind) {
            case BYTE -> source.readFully((byte[]) array, from, to - from);
            case BOOLEAN -> {
                for (int i = from; i < to; i++) {
                    ((boolean[]) array)[i] = source.readBoolean();
                }
            }
            case SHORT -> {
                for (int i = from; i < to; i++) {
                    ((short[]) array)[i] = source.readShort();
                }
            }
            case CHAR -> {
                for (int i = from; i < to; i++) {
                    ((char[]) array)[i] = source.readChar();
                }
            }
            case INT -> {
                for (int i = from; i < to; i++) {
                    ((int[]) array)[i] = source.readInt();
                }
            }
            case LONG -> {
                for (int i = from; i < to; i++) {
                    ((long[]) array)[i] = source.readLong();
                }
            }
            case FLOAT -> {
                for (int i = from; i < to; i++) {
                    ((float[]) array)[i] = source.readFloat();
                }
            }
            case DOUBLE -> {
                for (int i = from; i < to; i++) {
                    ((double[]) array)[i] = source.readDouble();
                }
            }
        }
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = VarInts.readCount(source);
        VarInts.writeInt(length, target);
        for (int i = 0; i < kind.width; i++) {
            target.write(source, length);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PrimitiveArraySerializer<?> that && kind == that.kind;
    }

    @Override
    public int hashCode() {
        return kind.name().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** The class of the arrays. */
    public static final class Snapshot<T> extends ClassSnapshot<T> {
        /** To be read. */
        public Snapshot() {}

        @SuppressWarnings("unchecked") // The array's class follows from its component's.
        Snapshot(PrimitiveArraySerializer<T> serializer) {
            super((Class<T>) serializer.kind.component.arrayType());
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new PrimitiveArraySerializer<>(currentClass());
        }

        @Override
        public String toString() {
            return currentClass().getSimpleName();
        }
    }

    @SuppressWarnings("unchecked")
    private T newArray(int length) {
        return (T) Array.newInstance(kind.component, length);
    }
}
